"""How grave a finding is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Severity(models.TextChoices):
    BLOCK = "block", _("must be mended or overridden")
    WARN = "warn", _("please look")
