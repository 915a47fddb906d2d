"""Registers the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FetchingConfig(AppConfig):
    name = "zhenglian.fetching"
    label = "fetching"
    verbose_name = _("Reading outside pages")
