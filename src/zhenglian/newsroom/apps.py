"""Registers the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "zhenglian.newsroom"
    label = "newsroom"
    verbose_name = _("Newsroom")
