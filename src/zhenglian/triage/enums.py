"""Where a labelled example comes from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExampleSource(models.TextChoices):
    CORRECTION = "correction", _("corrected by a person")
    CONFIRMED = "confirmed", _("confirmed by a person")
    IMPORTED = "imported", _("imported")
