"""Registers the app and connects its receivers."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoutingConfig(AppConfig):
    name = "zhenglian.routing"
    label = "routing"
    verbose_name = _("Responsibilities")

    def ready(self) -> None:
        from zhenglian.routing import receivers  # noqa: F401, PLC0415  models must be loaded first
