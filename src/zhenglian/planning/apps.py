"""Registers the app and connects its receivers."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "zhenglian.planning"
    label = "planning"
    verbose_name = _("Editorial calendar")

    def ready(self) -> None:
        from zhenglian.planning import receivers  # noqa: F401, PLC0415  models must be loaded first
