"""Registers the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "zhenglian.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from zhenglian.people import receivers  # noqa: F401, PLC0415  app ready
