"""Units of deadlines, what happens to a clock, how it ends, and the classes that come with the product."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TermUnit(models.TextChoices):
    """How a deadline is counted (metrics.md 5)."""

    HOURS = "h", _("hours")
    CALENDAR_DAYS = "cd", _("calendar days")
    WORKING_DAYS = "wd", _("working days")


class EventKind(models.TextChoices):
    STARTED = "started", pgettext_lazy("clock", "started")
    TOUCHED = "touched", pgettext_lazy("clock", "first word of a person")
    PAUSED = "paused", pgettext_lazy("clock", "paused")
    RESUMED = "resumed", pgettext_lazy("clock", "resumed")
    EXTENDED = "extended", pgettext_lazy("clock", "extended")
    CLASS_CHANGED = "class", pgettext_lazy("clock", "class changed")
    FINISHED = "finished", pgettext_lazy("clock", "finished")
    REOPENED = "reopened", pgettext_lazy("clock", "reopened")


class FinishWay(models.TextChoices):
    """Why the clock stands still for good. MERGED is only read: nothing sets it now."""

    ANSWERED = "answered", pgettext_lazy("clock", "answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("clock", "withdrawn by the citizen")
    MERGED = "merged", pgettext_lazy("clock", "merged with another")
    HANDED_ON = "handed_on", pgettext_lazy("clock", "handed on")
    CLOSED = "closed", pgettext_lazy("clock", "closed without an answer")


class ShippedClass(models.TextChoices):
    """Keys of the classes in `data/policy.toml`; their names and terms are rows that the office edits."""

    EMERGENCY = "emergency"
    OPINION_MAJOR = "opinion_major"
    OPINION_OTHER = "opinion_other"
    CONSULTATION = "consultation"
    SUGGESTION = "suggestion"
    COMPLAINT = "complaint"
    REPORT = "report"
    DISCLOSURE_REQUEST = "disclosure_request"
    RUMOUR = "rumour"
