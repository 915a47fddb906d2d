"""Registers the app and its receivers."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "zhenglian.portal"
    label = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from zhenglian.portal import receivers  # noqa: F401, PLC0415  the registry must be ready
