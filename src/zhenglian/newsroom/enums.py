"""Origin, disclosure class and stage of an article."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ARTICLE = "newsroom.article"  # the kind under which reviews and audit know an article


class OriginKind(models.TextChoices):
    ORIGINAL = "original", _("original")
    COMPILED = "compiled", _("compiled or translated")
    REPRINT = "reprint", _("reprint")


class Disclosure(models.TextChoices):
    """Regulation on government information disclosure, art. 13-20, 27 (inspection.md 4)."""

    PROACTIVE = "proactive", _("open (default)")
    ON_REQUEST = "on_request", _("on request (art. 27)")
    SECRET = "secret", _("state secret (art. 14)")
    PROHIBITED = "prohibited", _("disclosure forbidden by law (art. 14)")
    DANGER = "danger", _("endangers security or stability (art. 14)")
    TRADE_SECRET = "trade_secret", _("trade secret of a third party (art. 15)")
    PRIVACY = "privacy", _("personal privacy (art. 15)")
    INTERNAL = "internal", _("internal affairs (art. 16, 1)")
    PROCESS = "process", _("working documents (art. 16, 2)")
    CASE_FILE = "case_file", _("enforcement case file (art. 16, 2)")


class ReleaseState(models.TextChoices):
    SCHEDULED = "scheduled", _("scheduled")
    RELEASED = "released", _("released")  # handed to the ledger and due
    CANCELLED = "cancelled", _("cancelled")


class CopyChoice(models.TextChoices):
    """What becomes of an older post where the platform cannot edit it."""

    REPOST = "repost", _("delete it and post the corrected version")
    CORRECT = "correct", _("leave it and post a correction")
    LEAVE = "leave", _("leave it as it is, with a reason")


class ReleaseAlarm(models.TextChoices):
    """Why people must look at a release."""

    EDITED = "edited", _("cancelled, because the article was edited after its approval")
    REFUSED = "refused", _("stopped, because it differs from what was approved")
    NOT_LIVE = "not_live", _("delivered, but the sealed version is missing in the editor's history")


class EmergencyState(models.TextChoices):
    REQUESTED = "requested", _("waiting for the second person")
    CONFIRMED = "confirmed", _("released, review outstanding")
    REVIEWED = "reviewed", _("reviewed afterwards")
    REFUSED = "refused", _("refused")
    VOIDED = "voided", _("void: overtaken before it was confirmed")


class Waits(models.TextChoices):
    """What somebody is waited for."""

    REVIEW = "review", _("to be reviewed")
    CONFIRMATION = "confirmation", _("emergency release to be confirmed")
    CORRECTION = "correction", _("returned, to be corrected")
    RELEASE = "release", _("approved, to be released")


class Stage(models.TextChoices):
    """The one word that lists show for an article; the same words everywhere."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")
    EMERGENCY = "emergency", _("emergency, to be confirmed")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHING = "publishing", _("publishing")
    PUBLISHED = "published", _("published")
    FAILED = "failed", _("release failed")
    REVISING = "revising", _("published, being revised")
    WITHDRAWN = "withdrawn", pgettext_lazy("article", "withdrawn")
