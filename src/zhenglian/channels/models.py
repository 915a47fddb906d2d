"""The delivery ledger with its frozen payloads, pictures, attempts, and the website's copies."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.accounts.enums import Platform
from zhenglian.channels.enums import ENDED_STATES, DeliveryKind, DeliveryState, FailureClass
from zhenglian.channels.reasons import reason_text
from zhenglian.kernel.encryption import EncryptedJSONField


class Asset(models.Model):
    """A picture as it leaves, named by the digest of its bytes: never changed, only added."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    mime = models.CharField(max_length=40)
    size = models.PositiveIntegerField()  # bytes
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.FileField(upload_to="assets/")

    def __str__(self) -> str:
        return self.sha256[:12]


class FrozenPayload(models.Model):
    """A payload's exact bytes, named by their digest: never changed, only added."""

    digest = models.CharField(max_length=64, primary_key=True)
    platform = models.CharField(max_length=12, choices=Platform.choices)
    body = models.BinaryField()
    frozen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.platform} {self.digest[:12]}"


class Delivery(models.Model):
    """One variant for one account. The row is the truth; jobs only wake whoever looks for it."""

    kind = models.CharField(
        _("kind"),
        max_length=8,
        choices=DeliveryKind.choices,
        default=DeliveryKind.PUBLISH,
        db_default=DeliveryKind.PUBLISH,
    )
    undoes = models.ForeignKey(  # a withdrawal takes this one back
        "self", models.PROTECT, null=True, blank=True, related_name="withdrawals"
    )
    because = models.CharField(  # why it is taken back; readers are told where the platform allows it
        _("reason"), max_length=300, blank=True, default="", db_default=""
    )
    reference = models.CharField(max_length=80)  # the sender's own, e.g. newsroom.release:7
    title = models.CharField(_("title"), max_length=200)
    account = models.ForeignKey(
        "accounts.Account", models.PROTECT, related_name="deliveries", verbose_name=_("account")
    )
    seal = models.ForeignKey("reviews.Seal", models.PROTECT, related_name="+")
    part = models.CharField(max_length=24)  # key in the seal's manifest, see payloads.part_of
    payload = models.ForeignKey(FrozenPayload, models.PROTECT, related_name="+")
    after = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")
    state = models.CharField(
        _("state"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.QUEUED
    )
    due_at = models.DateTimeField(_("due"))
    next_attempt_at = models.DateTimeField(_("next attempt"))
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    client_id = models.CharField(max_length=32, unique=True)  # clientmsgid and fingerprint key
    lease_token = models.PositiveIntegerField(default=0)  # fencing: grows with every lease
    lease_until = models.DateTimeField(null=True, blank=True)
    progress = models.JSONField(default=dict)  # what the platform already holds: media ids, publish id
    failure_class = models.CharField(max_length=12, choices=FailureClass.choices, blank=True)
    failure_code = models.CharField(max_length=20, blank=True)
    failure_reason = models.CharField(max_length=40, blank=True)  # key in `reasons.py`
    failure_params = models.JSONField(default=dict)  # what fills the reason's blanks
    platform_id = models.CharField(max_length=80, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    missed_alarm_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "account"],
                condition=models.Q(kind=DeliveryKind.PUBLISH),
                name="one_publication_an_account",
            ),
            models.UniqueConstraint(
                fields=["undoes"],
                condition=models.Q(kind=DeliveryKind.WITHDRAW) & ~models.Q(state=DeliveryState.CANCELLED),
                name="one_withdrawal_a_delivery",
            ),
        ]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="delivery_due")]

    def __str__(self) -> str:
        return f"{self.title} → {self.account}"

    @property
    def failure_text(self) -> str:
        """What is the matter and how to mend it, in the reader's language."""
        return reason_text(self.failure_reason, self.failure_params)

    @property
    def is_ended(self) -> bool:
        return self.state in ENDED_STATES

    @property
    def is_withdrawal(self) -> bool:
        return self.kind == DeliveryKind.WITHDRAW


class Attempt(models.Model):
    """One exchange with a platform about a delivery: what was done and what came back."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempt_log")
    at = models.DateTimeField()
    step = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20)
    code = models.CharField(max_length=20, blank=True)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.step} {self.outcome}"


class Proof(models.Model):
    """What a person brought back from a platform: where it stands, and a picture of it if there is one."""

    delivery = models.OneToOneField(Delivery, models.PROTECT, related_name="proof")
    url = models.URLField(_("address"), max_length=500, blank=True)
    note = models.CharField(_("how it is known"), max_length=300, blank=True)
    screenshot = models.ForeignKey(Asset, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("proof")
        verbose_name_plural = _("proofs")

    def __str__(self) -> str:
        return f"{self.delivery} {self.url}"


class WebCopy(models.Model):
    """What the website shows of an article: the sealed payload that was delivered to it."""

    url = models.URLField(max_length=500, unique=True)
    payload = models.ForeignKey(FrozenPayload, models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="+")
    first_published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # a tombstone from then on
    withdrawn_because = models.CharField(max_length=300, blank=True, default="", db_default="")

    def __str__(self) -> str:
        return self.url


class CallbackEvent(models.Model):
    """A verified platform event, stored before anything else happens to it; read by the poller."""

    account = models.ForeignKey("accounts.Account", models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)  # dedupe: sha256 of the decrypted body
    kind = models.CharField(max_length=40)
    body = EncryptedJSONField(default=dict)  # citizens' messages are personal data
    answer = models.CharField(max_length=80, default="", db_default="")  # which rule answered at once
    received_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)  # its body was taken out; the key stays

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="callback_event_once")]
        indexes = [  # what is still to be looked at is little beside what lies there
            models.Index(
                fields=["kind", "id"], condition=models.Q(handled_at=None), name="callback_event_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key[:12]}"


class PushCursor(models.Model):
    """How far the journal of pushes has been read into the events: moved in the same transaction."""

    name = models.CharField(max_length=40, unique=True)
    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.position}"
