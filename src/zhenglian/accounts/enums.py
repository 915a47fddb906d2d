"""Platforms, states of an account, and how a WeChat account brings an article out."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Platform(models.TextChoices):
    WEBSITE = "website", _("Website")
    WECHAT = "wechat", _("WeChat official account")
    WEIBO = "weibo", _("Weibo")
    MANUAL = "manual", _("By hand")  # any platform without an interface we speak


class AccountState(models.TextChoices):
    ACTIVE = "active", _("active")
    STOPPED = "stopped", _("stopped")
    CLOSED = "closed", _("closed")


class WeChatKind(models.TextChoices):
    """What the platform calls the account; its allowance of mass sends hangs on it (wechat.md 4.3)."""

    SUBSCRIPTION = "sub", _("subscription account")
    SERVICE = "svc", _("service account")


class WeChatRelease(models.TextChoices):
    PUBLISH = "publish", _("publish (permalink, no push to followers)")
    MASS_SEND = "mass_send", _("mass send to followers")
