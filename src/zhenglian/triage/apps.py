"""Registers the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TriageConfig(AppConfig):
    name = "zhenglian.triage"
    label = "triage"
    verbose_name = _("Sorting of messages")
