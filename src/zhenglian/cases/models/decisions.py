"""Refusals with who is responsible instead, arbitration with its fixed owners, the escalation ladder."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.cases.models.cases import Case
from zhenglian.kernel.encryption import EncryptedJSONField


class Refusal(models.Model):
    """An office says that it is not responsible, why, and who is: empty means that it does not know."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="refusals")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    responsible = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    reason = EncryptedJSONField(default=str)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"refusal {self.pk}"


class Arbiter(models.Model):
    """Who decides disputes of an area; the longest prefix counts, "" is the whole country."""

    area_code = models.CharField(_("area"), max_length=12, blank=True, unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("office"))

    class Meta:
        verbose_name = _("arbiter")
        verbose_name_plural = _("arbiters")

    def __str__(self) -> str:
        return f"{self.area_code or '*'} {self.unit_id}"


class Arbitration(models.Model):
    """A dispute about who leads. The decision is final and becomes a precedent."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="arbitrations")
    owner = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    proposed = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    opened_reason = EncryptedJSONField(default=str)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    reason = EncryptedJSONField(default=str)
    precedent_id = models.BigIntegerField(null=True)  # of routing

    class Meta:
        verbose_name = _("arbitration")
        verbose_name_plural = _("arbitrations")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(decided_at=None), name="one_open_arbitration_a_case"
            )
        ]

    def __str__(self) -> str:
        return f"arbitration {self.pk}"


class LadderSheet(models.Model):
    """A version of the escalation ladder that the office switched on; none: the one that is shipped."""

    rungs = models.JSONField()  # as in `data/ladder.toml`
    note = models.CharField(_("note"), max_length=200, blank=True)
    switched_on_at = models.DateTimeField()
    switched_on_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"ladder {self.pk}"
