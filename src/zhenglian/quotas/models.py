"""The ledger of quotas: limits that the operator changed, what is used up, what is promised.

The published limits stand in `allowances.py`.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuotaLimit(models.Model):
    """A limit other than the published one: of one account, or (without account) of the platform."""

    kind = models.CharField(_("quota"), max_length=60)
    account = models.ForeignKey(
        "accounts.Account", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    limit = models.PositiveIntegerField(_("limit"))
    reason = models.CharField(_("reason"), max_length=200)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("quota limit")
        verbose_name_plural = _("quota limits")
        constraints = [
            models.UniqueConstraint(fields=["kind", "account"], name="quota_limit_once"),
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(account=None), name="quota_limit_of_platform_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.limit}"


class QuotaUse(models.Model):
    """How much of one quota is used up in one window.

    `used` is our own count. `told_used` is the platform's, once it told one; it grows with ours, and the
    larger counts. Until `shut_until` nothing is spent: the platform said that there is nothing left.
    """

    holder = models.CharField(max_length=40)  # «account:7», or «all»: NULL would defeat the constraint
    kind = models.CharField(max_length=60)
    window_start = models.DateTimeField()
    used = models.PositiveIntegerField(default=0)
    told_used = models.PositiveIntegerField(null=True, blank=True)
    shut_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "kind", "window_start"], name="quota_use_once")
        ]

    def __str__(self) -> str:
        return f"{self.holder} {self.kind} {self.used}"

    @property
    def taken(self) -> int:
        return max(self.used, self.told_used or 0)


class QuotaPromise(models.Model):
    """A post that is still to leave, or that left and is not settled: `key` names it on the platform."""

    account = models.ForeignKey("accounts.Account", models.CASCADE, related_name="+")
    call = models.CharField(max_length=60)
    key = models.CharField(max_length=40, unique=True)
    due_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "call", "due_at"], name="quota_promise_due")]

    def __str__(self) -> str:
        return f"{self.call} {self.key}"
