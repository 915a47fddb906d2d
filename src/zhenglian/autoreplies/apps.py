"""Registers the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AutorepliesConfig(AppConfig):
    name = "zhenglian.autoreplies"
    label = "autoreplies"
    verbose_name = _("Auto-replies")
