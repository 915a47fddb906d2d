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
    OTHER = "other", _("other")


class SealGround(models.TextChoices):
    REVIEW = "review", _("sealed by review")
    EMERGENCY = "emergency", _("sealed by emergency release")
