"""What a key permits, and the words of GeoReport v2 for kinds of services, attributes and states."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    REPORT = "report", _("send reports")
    UPDATE = "update", _("send additions to its own reports")
    READ_PRIVATE = "read_private", _("follow its own reports before the public sees them")


class ServiceType(StrEnum):
    REALTIME = "realtime"  # a POST answers with the id
    BATCH = "batch"  # with a token


class Datatype(StrEnum):
    STRING = "string"
    NUMBER = "number"
    DATETIME = "datetime"
    TEXT = "text"
    ONE = "singlevaluelist"
    SEVERAL = "multivaluelist"


class Status(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class UpdateStatus(StrEnum):
    """The finer states that mySociety's extension knows; compared without case, `_` as a blank."""

    OPEN = "open"
    CLOSED = "closed"
    FIXED = "fixed"
    IN_PROGRESS = "in_progress"
    PLANNED = "planned"
    ACTION_SCHEDULED = "action_scheduled"
    INVESTIGATING = "investigating"
    DUPLICATE = "duplicate"
    NOT_RESPONSIBLE = "not_councils_responsibility"
    NO_FURTHER_ACTION = "no_further_action"
    INTERNAL_REFERRAL = "internal_referral"
    CANCELLED = "cancelled"
    REOPEN = "reopen"
    FOR_TRIAGE = "for_triage"
    UNCHANGED = "unchanged"
