"""Registers the app and connects its receivers."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "zhenglian.planning"
    label = "planning"
    verbose_name = _("Editorial calendar")

    def ready(self) -> None:
        import_module(f"{self.name}.receivers")  # not before all models are loaded
