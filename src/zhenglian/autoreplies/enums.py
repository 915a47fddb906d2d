"""What a rule waits for and answers, when it applies, and where a version stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.accounts.enums import Platform

ANSWERING = (Platform.WECHAT, Platform.WEIBO)  # accounts that can answer by themselves and have a menu


class Trigger(models.TextChoices):
    """What a citizen does that a rule answers."""

    EXACT = "exact", _("The message is exactly one of these words")
    CONTAINS = "contains", _("The message contains one of these words")
    PATTERN = "pattern", _("The message fits a pattern")
    CLICK = "click", _("A menu button is clicked")
    SUBSCRIBE = "subscribe", _("Somebody follows the account")
    SCAN = "scan", _("A QR code is scanned")
    LOCATION = "location", _("A location is sent")
    DEFAULT = "default", _("Nothing else fits")


WORD_TRIGGERS = (Trigger.EXACT, Trigger.CONTAINS, Trigger.PATTERN)
WORDLESS = (Trigger.SUBSCRIBE, Trigger.LOCATION, Trigger.DEFAULT)
REPORT_PAGE = "{report}"  # in a text: the address of the report page, with the position that was just sent


class ReplyKind(models.TextChoices):
    TEXT = "text", _("Text")
    IMAGE = "image", _("Picture")
    NEWS = "news", _("Articles")
    TRANSFER = "transfer", _("Hand over to the platform's service desk")
    NONE = "none", _("No automatic answer")


class When(models.TextChoices):
    """When a rule applies."""

    ALWAYS = "always", _("at any time")
    OPEN = "open", _("only within opening hours")
    CLOSED = "closed", _("only outside opening hours")


class VersionState(models.TextChoices):
    """Of a rule set or a menu. SENDING and UNKNOWN: a menu of which the platform has not been heard yet."""

    DRAFT = "draft", pgettext_lazy("version", "draft")
    SENDING = "sending", pgettext_lazy("version", "being published")
    UNKNOWN = "unknown", pgettext_lazy("version", "outcome unknown")
    LIVE = "live", pgettext_lazy("version", "in use")
    OLD = "old", pgettext_lazy("version", "earlier version")


UNSETTLED = (VersionState.SENDING, VersionState.UNKNOWN)


class ButtonType(models.TextChoices):
    """Kinds of menu buttons (wechat.md 4.7). Weibo knows the first two (weibo.md 5.3)."""

    VIEW = "view", _("Open a page")
    CLICK = "click", _("Answer by a rule")
    MINIPROGRAM = "miniprogram", _("Open a mini-program")
    LOCATION_SELECT = "location_select", _("Send a location")
    PIC_PHOTO_OR_ALBUM = "pic_photo_or_album", _("Take or choose a picture")
    PIC_SYSPHOTO = "pic_sysphoto", _("Take a picture")
    PIC_WEIXIN = "pic_weixin", _("Choose a picture from the album")
    SCANCODE_WAITMSG = "scancode_waitmsg", _("Scan a code and wait for the answer")
    SCANCODE_PUSH = "scancode_push", _("Scan a code")
    MEDIA_ID = "media_id", _("Send stored material")
    VIEW_LIMITED = "view_limited", _("Open stored articles")
    ARTICLE_ID = "article_id", _("Send a published article")
    ARTICLE_VIEW_LIMITED = "article_view_limited", _("Open a published article")


KEYED = (
    ButtonType.CLICK,
    ButtonType.LOCATION_SELECT,
    ButtonType.PIC_PHOTO_OR_ALBUM,
    ButtonType.PIC_SYSPHOTO,
    ButtonType.PIC_WEIXIN,
    ButtonType.SCANCODE_WAITMSG,
    ButtonType.SCANCODE_PUSH,
)
WEIBO_BUTTONS = (ButtonType.VIEW, ButtonType.CLICK)
