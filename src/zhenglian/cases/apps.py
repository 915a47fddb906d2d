"""Registers the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class CasesConfig(AppConfig):
    name = "zhenglian.cases"
    label = "cases"
    verbose_name = pgettext_lazy("app", "Cases")

    def ready(self) -> None:
        from zhenglian.cases import registrations  # noqa: F401, PLC0415  models must be loaded first
