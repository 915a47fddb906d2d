"""States of a delivery, and the groups of states that queries ask for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryState(models.TextChoices):
    QUEUED = "queued", _("waiting")  # nothing of it has reached the platform
    SENDING = "sending", _("sending")  # a worker holds the lease
    ACCEPTED = "accepted", _("accepted, result pending")  # the platform said yes, result comes later
    UNKNOWN = "unknown", _("outcome unknown, being checked")  # must be reconciled before any new send
    PUBLISHED = "published", _("published")
    FAILED = "failed", _("failed, needs a person")
    REFUSED = "refused", _("refused: differs from what was approved")
    CANCELLED = "cancelled", _("cancelled")


WORKING_STATES = (DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.ACCEPTED, DeliveryState.UNKNOWN)
ENDED_STATES = (DeliveryState.PUBLISHED, DeliveryState.FAILED, DeliveryState.REFUSED, DeliveryState.CANCELLED)
ALARMING_STATES = (DeliveryState.FAILED, DeliveryState.REFUSED)


class FailureClass(models.TextChoices):
    """What a platform's code means for us (wechat.md 5, weibo.md 8)."""

    RETRY = "retry", _("try again later")
    UNKNOWN = "unknown", _("outcome unknown")
    TOKEN = "token", _("token no longer valid")
    SETUP = "setup", _("account set-up")
    QUOTA = "quota", _("quota used up")
    CONTENT = "content", _("content refused by the platform")
    PERMANENT = "permanent", _("cannot work like this")
    DUPLICATE = "duplicate", _("probably already there")
