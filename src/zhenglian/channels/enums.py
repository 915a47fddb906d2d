"""States of a delivery, and the groups of states that queries ask for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryState(models.TextChoices):
    QUEUED = "queued", _("waiting")  # nothing of it has reached the platform
    SENDING = "sending", _("sending")  # a worker holds the lease
    ACCEPTED = "accepted", _("accepted, result pending")  # the platform said yes, result comes later
    UNKNOWN = "unknown", _("outcome unknown, being checked")  # must be reconciled before any new send
    BY_HAND = "by_hand", _("to be posted by hand")  # prepared; a person does the rest and proves it
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")  # was published; a later delivery took it back
    FAILED = "failed", _("failed, needs a person")
    REFUSED = "refused", _("refused: differs from what was approved")
    CANCELLED = "cancelled", _("cancelled")


WORKING_STATES = (
    DeliveryState.QUEUED,
    DeliveryState.SENDING,
    DeliveryState.ACCEPTED,
    DeliveryState.UNKNOWN,
    DeliveryState.BY_HAND,
)
ENDED_STATES = (
    DeliveryState.PUBLISHED,
    DeliveryState.WITHDRAWN,
    DeliveryState.FAILED,
    DeliveryState.REFUSED,
    DeliveryState.CANCELLED,
)
ALARMING_STATES = (DeliveryState.FAILED, DeliveryState.REFUSED)


class DeliveryKind(models.TextChoices):
    PUBLISH = "publish", _("publish")
    WITHDRAW = "withdraw", _("withdraw")  # takes back what another delivery has published


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


class TalkFailure(models.TextChoices):
    """Why a message to one person did not leave, or may not have (wechat.md 4.5, 5; weibo.md 5.3, 8)."""

    WINDOW_CLOSED = "window_closed", _("the platform's time for answers is over")
    COUNT_USED = "count_used", _("the number of answers is used up")
    UNREACHABLE_PERSON = "unreachable", _("this person cannot be reached there")
    RETRY = "retry", _("the platform is busy")
    UNKNOWN = "unknown", _("the platform gave no clear answer")
    SETUP = "setup", _("the account needs its administrator")
    QUOTA = "quota", _("the account's quota is used up")
    CONTENT = "content", _("the platform refuses these words")
    PERMANENT = "permanent", _("the platform refuses it")
