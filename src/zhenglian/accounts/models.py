"""The registry of official accounts. Credentials are encrypted and leave only through `api`."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.accounts.enums import AccountState, Platform, WeChatKind, WeChatRelease
from zhenglian.kernel.encryption import EncryptedJSONField


class Account(models.Model):
    """One official account on one platform, or a website."""

    platform = models.CharField(_("platform"), max_length=12, choices=Platform.choices)
    name = models.CharField(_("name"), max_length=60)
    handle = models.CharField(
        _("platform id"), max_length=80, help_text=_("WeChat: AppID. Weibo: uid. Website: domain.")
    )
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="accounts", verbose_name=_("unit"))
    state = models.CharField(
        _("state"), max_length=10, choices=AccountState.choices, default=AccountState.ACTIVE
    )
    stop_reason = models.TextField(_("why it is stopped and what to do"), blank=True)
    wechat_kind = models.CharField(
        _("kind of account"),
        max_length=3,
        choices=WeChatKind.choices,
        default=WeChatKind.SUBSCRIPTION,
        db_default=WeChatKind.SUBSCRIPTION,
    )
    wechat_release = models.CharField(
        _("way of release"), max_length=10, choices=WeChatRelease.choices, default=WeChatRelease.PUBLISH
    )
    api_base = models.URLField(_("interface address"), blank=True)
    homepage_url = models.URLField(_("home page"), blank=True)
    credentials = EncryptedJSONField(default=dict, editable=False)
    token = EncryptedJSONField(default=dict, editable=False)
    token_expires_at = models.DateTimeField(_("authorised until"), null=True, blank=True, editable=False)
    manual_platform = models.CharField(
        _("name of the platform"),
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text=_("For accounts that people post to by hand."),
    )
    token_lease = models.PositiveIntegerField(  # fencing: grows with each refresh
        default=0, db_default=0, editable=False
    )
    token_lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    token_failure = models.JSONField(null=True, blank=True, editable=False)  # why the last fetch failed
    opened_on = models.DateField(_("opened on"), null=True, blank=True)

    class Meta:
        # With a context: Wagtail calls a log-in an account as well.
        verbose_name = pgettext_lazy("official", "account")
        verbose_name_plural = pgettext_lazy("official", "accounts")
        ordering = ["platform", "name"]
        constraints = [models.UniqueConstraint(fields=["platform", "handle"], name="account_once")]

    def __str__(self) -> str:
        return f"{self.manual_platform or self.get_platform_display()} · {self.name}"

    @property
    def is_active(self) -> bool:
        return self.state == AccountState.ACTIVE
