"""Registers the app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelsConfig(AppConfig):
    name = "zhenglian.channels"
    label = "channels"
    verbose_name = _("Channels")

    def ready(self) -> None:
        import_module(f"{self.name}.receivers")  # not before all models are loaded
