"""What an officer asks a supervisor for: a pause of a case's clock, or its one extension."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.cases.enums import RequestKind, RequestState
from zhenglian.cases.models.cases import Case
from zhenglian.kernel.encryption import EncryptedJSONField


class ClockRequest(models.Model):
    """The clock runs on until somebody approves. One that is open stands only in the office that asked.

    `approver` was chosen and is told; `decided_by` may be a deputy or another supervisor, never who asked.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="clock_requests")
    kind = models.CharField(max_length=8, choices=RequestKind.choices)
    state = models.CharField(max_length=8, choices=RequestState.choices, default=RequestState.OPEN)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")  # had the case when it asked
    reason = EncryptedJSONField(default=str)  # the citizen reads it once it is approved
    days = models.PositiveSmallIntegerField(null=True)  # working days of a pause
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    refusal = EncryptedJSONField(default=str)  # why it was not approved

    class Meta:
        verbose_name = _("request about the deadline")
        verbose_name_plural = _("requests about the deadline")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=models.Q(state=RequestState.OPEN),
                name="one_open_clock_request",
            )
        ]

    def __str__(self) -> str:
        return f"clock request {self.pk}"
