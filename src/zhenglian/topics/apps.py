"""Registers the app and connects its receivers."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TopicsConfig(AppConfig):
    name = "zhenglian.topics"
    label = "topics"
    verbose_name = _("Topics")

    def ready(self) -> None:
        from zhenglian.topics import receivers  # noqa: F401, PLC0415  models must be loaded first
