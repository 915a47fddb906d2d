"""Where a citizen writes from, what a message is, and the states of matters, replies and media."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Source(models.TextChoices):
    """The channel through which a person writes (来源渠道)."""

    WECHAT = "wechat", _("WeChat")
    WEIBO = "weibo", _("Weibo")
    WEB = "web", _("Website")
    PHONE = "phone", _("Telephone")


class Direction(models.TextChoices):
    IN = "in", _("from the citizen")
    OUT = "out", _("to the citizen")
    AUTO = "auto", _("automatic reply")
    NOTE = "note", _("internal note")
    STEP = "step", _("what happened")


class MessageKind(models.TextChoices):
    TEXT = "text", _("text")
    IMAGE = "image", _("picture")
    VOICE = "voice", _("voice message")
    VIDEO = "video", _("video")
    FILE = "file", _("file")
    LOCATION = "location", _("location")
    LINK = "link", _("link")
    EVENT = "event", _("event")
    OTHER = "other", pgettext_lazy("message", "other")


class Datum(models.TextChoices):
    """The geodetic datum of a position, kept as it came (wechat.md 2.1, weibo.md 5.2)."""

    GCJ02 = "gcj02", "GCJ-02"
    WGS84 = "wgs84", "WGS-84"


class MatterState(models.TextChoices):
    NEW = "new", pgettext_lazy("matter", "new")
    OPEN = "open", pgettext_lazy("matter", "being handled")
    WAITING = "waiting", pgettext_lazy("matter", "waiting for the citizen")
    ANSWERED = "answered", pgettext_lazy("matter", "answered")
    CLOSED = "closed", pgettext_lazy("matter", "closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("matter", "withdrawn")
    MERGED = "merged", pgettext_lazy("matter", "merged with another")
    HANDED_ON = "handed_on", pgettext_lazy("matter", "handed on")


UNDER_WAY = (MatterState.NEW, MatterState.OPEN, MatterState.WAITING)


class AnswerWay(models.TextChoices):
    """How the citizen wants to be answered besides the receipt page, which always shows the answer."""

    SAME = "same", _("where they wrote from")
    WEB = "web", _("on the receipt page only")
    PHONE = "phone", _("by telephone")
    MAIL = "mail", _("by e-mail")


class ReplyState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("reply", "draft")
    IN_REVIEW = "in_review", pgettext_lazy("reply", "in review")
    RETURNED = "returned", pgettext_lazy("reply", "returned by the reviewer")
    WAITING = "waiting", pgettext_lazy("reply", "waits for the citizen to write again")
    QUEUED = "queued", pgettext_lazy("reply", "leaves shortly")
    SENDING = "sending", pgettext_lazy("reply", "being sent")
    SENT = "sent", pgettext_lazy("reply", "sent")
    UNKNOWN = "unknown", pgettext_lazy("reply", "outcome unknown")
    FAILED = "failed", pgettext_lazy("reply", "not sent")
    CANCELLED = "cancelled", pgettext_lazy("reply", "cancelled")


class MediaState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("media", "not fetched yet")
    STORED = "stored", pgettext_lazy("media", "stored")
    REFUSED = "refused", pgettext_lazy("media", "not accepted")
    GONE = "gone", pgettext_lazy("media", "no longer at the platform")


class WindowKind(models.TextChoices):
    """What opened the time in which the platform lets us write (wechat.md 4.5, weibo.md 5.3)."""

    NONE = "", pgettext_lazy("window", "none")
    MESSAGE = "message", pgettext_lazy("window", "message")
    CLICK = "click", pgettext_lazy("window", "menu click")
    SUBSCRIBE = "subscribe", pgettext_lazy("window", "subscription")
    SCAN = "scan", pgettext_lazy("window", "scan")
    MENTION = "mention", pgettext_lazy("window", "mention")


class ErasureGround(models.TextChoices):
    """Why one person's data are erased before their time (PIPL art. 47)."""

    REQUEST = "request", _("the person asks for it")
    CONSENT = "consent", _("the consent was taken back")
    PURPOSE = "purpose", _("the purpose is reached, or can no longer be reached")
    UNLAWFUL = "unlawful", _("the data should not have been collected")
