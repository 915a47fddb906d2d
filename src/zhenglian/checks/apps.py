"""Registers the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ChecksConfig(AppConfig):
    name = "zhenglian.checks"
    label = "checks"
    verbose_name = pgettext_lazy("app", "Checks")
