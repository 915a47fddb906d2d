"""States of a plan, and what an account promises its readers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    PLANNED = "planned", _("planned")
    DONE = "done", _("done as planned")  # released to its account
    DROPPED = "dropped", _("dropped from the plan")


class Promise(models.TextChoices):
    """How often an account is updated (update frequency on its record, inspection.md 3.1)."""

    WORKDAYS = "workdays", _("every working day")
    DAILY = "daily", _("every day")
    EVERY = "every", _("at least every so many days")


class Mark(models.TextChoices):
    """How a published or promised item of the ledger shows in the calendar."""

    PUBLISHED = "published", _("published")
    SCHEDULED = "scheduled", _("scheduled release")
    UNDER_WAY = "under_way", _("under way")
    FAILED = "failed", _("release failed")
