"""Registers the app and connects its receivers, and registers its subject of reviews."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "zhenglian.newsroom"
    label = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from zhenglian.newsroom import receivers  # noqa: F401, PLC0415  models must be loaded first
        from zhenglian.newsroom.reviewed_articles import ARTICLES  # noqa: PLC0415  as above

        ARTICLES.register()
