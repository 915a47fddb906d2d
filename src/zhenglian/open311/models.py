"""Keys of clients, and what each client sent: so that it may be sent twice and is stored once."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.open311.enums import Scope


class ApiKey(models.Model):
    """The key itself is shown once and not kept; `digest` is the SHA-256 of its 256 random bits."""

    client = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    scopes = models.JSONField(default=list)  # of Scope
    per_minute = models.PositiveIntegerField(default=60)
    is_public = models.BooleanField(default=False)
    by_token = models.BooleanField(default=False)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    minute = models.BigIntegerField(default=0)  # since the epoch, in which `used` calls were made
    used = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["client", "-created_at"]

    def __str__(self) -> str:
        return f"{self.client} …{self.ending}"

    def is_valid(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at

    def permits(self, scope: Scope) -> bool:
        return scope in self.scopes

    @property
    def scope_labels(self) -> list[str]:
        return [str(scope.label) for scope in Scope if scope in self.scopes]


class Reception(models.Model):
    """A case that came in with this key. `token` is answered where the client asked for tokens."""

    key = models.ForeignKey(ApiKey, models.PROTECT, related_name="receptions")
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="open311_reception")
    token = models.CharField(max_length=32, unique=True)
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"reception {self.pk}"


class ReceivedUpdate(models.Model):
    """What a client added to a case of its own, by the client's own id; `sequence` of the case's step."""

    key = models.ForeignKey(ApiKey, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    update_id = models.CharField(max_length=120)
    sequence = models.PositiveIntegerField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "case", "update_id"], name="open311_update_once")
        ]

    def __str__(self) -> str:
        return f"update {self.pk}"


class ServiceList(models.Model):
    """One row: the list of services as it was last shown, so that clients learn when it changes."""

    digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:12]
