"""Registers the app and connects its receivers."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "zhenglian.newsroom"
    label = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from zhenglian.newsroom import receivers  # noqa: F401, PLC0415  models must be loaded first
