"""States of a review, verdicts of a reviewer, reasons for a return."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewState(models.TextChoices):
    OPEN = "open", _("in review")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")
    OVERTAKEN = "overtaken", _("overtaken by an edit")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Verdict(models.TextChoices):
    APPROVE = "approve", _("approve")
    RETURN = "return", _("return")


class ReturnReason(models.TextChoices):
    FACTS = "facts", _("facts to be checked")
    WORDING = "wording", _("wording or typing errors")
    POLICY = "policy", _("policy statement not accurate")
    SOURCE = "source", _("source or copyright unclear")
    PRIVACY = "privacy", _("personal data or secrecy")
    PICTURE = "picture", _("picture or layout")
    TIMING = "timing", _("not the right time")
    EVASIVE = "evasive", _("evades what was asked")
    UNPROVEN = "unproven", _("no evidence of what was done")
    VAGUE = "vague", _("not concrete")
    OTHER = "other", _("other")


PUBLISHED = (
    *(ReturnReason.FACTS, ReturnReason.WORDING, ReturnReason.POLICY, ReturnReason.SOURCE),
    *(ReturnReason.PRIVACY, ReturnReason.PICTURE, ReturnReason.TIMING, ReturnReason.OTHER),
)  # of what is published
ANSWERED = (
    *(ReturnReason.EVASIVE, ReturnReason.UNPROVEN, ReturnReason.VAGUE, ReturnReason.FACTS),
    *(ReturnReason.POLICY, ReturnReason.WORDING, ReturnReason.PRIVACY, ReturnReason.OTHER),
)  # of what answers a citizen


class SealGround(models.TextChoices):
    REVIEW = "review", _("sealed by review")
    EMERGENCY = "emergency", _("sealed by emergency release")
