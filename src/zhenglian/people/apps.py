"""Registers the app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "zhenglian.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        import_module(f"{self.name}.receivers")  # not before all models are loaded
