"""Registers the app and loads every app's `watches` module, so that `alarms` itself imports nobody."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AlarmsConfig(AppConfig):
    name = "zhenglian.alarms"
    label = "alarms"
    verbose_name = _("Alarms")

    def ready(self) -> None:
        autodiscover_modules("watches")
