"""Registers the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelsConfig(AppConfig):
    name = "zhenglian.channels"
    label = "channels"
    verbose_name = _("Channels")

    def ready(self) -> None:
        from zhenglian.channels import receivers  # noqa: F401, PLC0415  models must be loaded first
