"""Registers the app and connects its receivers."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClocksConfig(AppConfig):
    name = "zhenglian.clocks"
    label = "clocks"
    verbose_name = _("Clocks")

    def ready(self) -> None:
        from zhenglian.clocks import receivers  # noqa: F401, PLC0415  models must be loaded first
