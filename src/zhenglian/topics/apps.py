"""Registers the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TopicsConfig(AppConfig):
    name = "zhenglian.topics"
    label = "topics"
    verbose_name = _("Topics")
