"""Registers the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "zhenglian.planning"
    label = "planning"
    verbose_name = _("Editorial calendar")
