"""A citizen, and the names under which one writes on each channel. Names are encrypted, found by digest."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.inbox.enums import Source
from zhenglian.kernel.encryption import EncryptedJSONField


class Person(models.Model):
    """One citizen as far as we know; several identities only after they agreed to be linked."""

    details = EncryptedJSONField(default=dict)  # {"name", "phone", "mail"}: what they told us themselves
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("inbox", "citizen")
        verbose_name_plural = pgettext_lazy("inbox", "citizens")

    def __str__(self) -> str:
        return f"#{self.pk}"


class Identity(models.Model):
    """A person on one channel: the openid of one account, a Weibo uid, a form, a telephone number."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="identities")
    source = models.CharField(_("channel"), max_length=8, choices=Source.choices)
    account = models.ForeignKey(
        "accounts.Account", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    digest = models.CharField(max_length=64)  # keyed: an openid cannot be guessed from it
    handle = EncryptedJSONField(default=str)  # the openid, uid or number itself; "" once erased
    is_following = models.BooleanField(default=True)
    is_reachable = models.BooleanField(default=True)  # False after the platform said that it is not
    linked_at = models.DateTimeField(null=True, blank=True)
    erasure_asked_at = models.DateTimeField(null=True, blank=True)  # consent taken back at the platform
    consent = EncryptedJSONField(default=dict)  # {"how", "words", "by", "at"} of the link

    class Meta:
        verbose_name = pgettext_lazy("inbox", "channel of a citizen")
        verbose_name_plural = pgettext_lazy("inbox", "channels of citizens")
        constraints = [
            models.UniqueConstraint(fields=["source", "account", "digest"], name="identity_once"),
            models.UniqueConstraint(
                fields=["source", "digest"],
                condition=models.Q(account=None),
                name="identity_off_platform_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} #{self.pk}"
