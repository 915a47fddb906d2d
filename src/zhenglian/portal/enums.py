"""How a reader wants to see the public pages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """The cookie and the `mode` parameter carry the value (publishing-formats.md 5.4)."""

    STANDARD = "standard", _("Standard version")
    ELDER = "elder", _("Large-print version")


MODE_COOKIE = "zl_mode"  # read by the page cache too: gateway/keys.py
COOKIE_AGE_S = 365 * 24 * 3600
