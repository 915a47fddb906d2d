"""Versions of what an account answers, versions of its menu, and what a platform's menu was last seen as.

A version is edited only while it is a draft; afterwards it is never changed, so that every answer given
stays explainable. What the JSON columns hold: `sheet.Sheet`, `buttons.Buttons`.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.autoreplies.buttons import Buttons
from zhenglian.autoreplies.enums import UNSETTLED, VersionState
from zhenglian.autoreplies.sheet import Sheet


class Version(models.Model):
    """One version of one account: numbered from 1; `edit` grows with each change of a draft."""

    account = models.ForeignKey("accounts.Account", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("version"))
    state = models.CharField(
        _("state"), max_length=8, choices=VersionState.choices, default=VersionState.DRAFT
    )
    edit = models.PositiveIntegerField(default=1)
    note = models.CharField(_("what is new"), max_length=200, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(_("changed"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    retired_at = models.DateTimeField(_("replaced"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.account} v{self.number}"

    @property
    def is_draft(self) -> bool:
        return self.state == VersionState.DRAFT

    @property
    def is_live(self) -> bool:
        return self.state == VersionState.LIVE


class RuleSet(Version):
    content = models.JSONField(default=dict)  # Sheet.to_json()
    next_number = models.PositiveIntegerField(default=1)  # of the next new rule: never used twice

    class Meta(Version.Meta):
        verbose_name = _("rule set")
        verbose_name_plural = _("rule sets")
        constraints = [
            models.UniqueConstraint(fields=["account", "number"], name="rule_set_number_once"),
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(state=VersionState.DRAFT), name="one_rule_draft"
            ),
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(state=VersionState.LIVE), name="one_live_rule_set"
            ),
        ]

    @property
    def sheet(self) -> Sheet:
        return Sheet.from_json(self.content)


class Menu(Version):
    buttons = models.JSONField(default=list)
    failure = models.JSONField(default=dict)  # kind, code, text of the platform; see wording
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta(Version.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        constraints = [
            models.UniqueConstraint(fields=["account", "number"], name="menu_number_once"),
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(state__in=[VersionState.DRAFT, *UNSETTLED]),
                name="one_open_menu",
            ),
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(state=VersionState.LIVE), name="one_live_menu"
            ),
        ]

    @property
    def shape(self) -> Buttons:
        found: Buttons = self.buttons
        return found

    @property
    def is_unsettled(self) -> bool:
        return self.state in UNSETTLED


class MenuSighting(models.Model):
    """What the platform answered when it was last asked for the account's menu."""

    account = models.OneToOneField("accounts.Account", models.CASCADE, related_name="+")
    buttons = models.JSONField(default=list)  # normalised; empty: the account has none
    failure = models.JSONField(default=dict)  # why it could not be read; as in Menu
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account} {self.at}"


class BookStamp(models.Model):
    """One row: another number whenever live rules change, so that the gateway knows to read them again."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
