"""Registers the app and its receivers."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "zhenglian.portal"
    label = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        import_module(f"{self.name}.receivers")  # not before all models are loaded
