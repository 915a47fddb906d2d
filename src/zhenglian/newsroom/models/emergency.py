"""Release at once in an emergency: who asked why, who confirmed, and whether the owed review was done."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.newsroom.enums import EmergencyState


class Emergency(models.Model):
    """Two persons answer for it at once, a full review follows until `due_at`."""

    article = models.ForeignKey(
        "newsroom.ArticlePage", models.PROTECT, related_name="emergencies", verbose_name=_("article")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=EmergencyState.choices, default=EmergencyState.REQUESTED
    )
    reason = models.TextField(_("reason"))
    account_ids = models.JSONField(default=list)
    decisions = models.JSONField(default=dict, db_default={})  # on older copies, as in Release
    manifest = models.JSONField()  # {part: sha256} at the time of the request
    correction_note = models.CharField(_("correction note"), max_length=300, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("requested by")
    )
    requested_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )  # set when the requester stood in for somebody, who then is no second person either
    requested_at = models.DateTimeField(_("requested"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    release = models.OneToOneField(
        "newsroom.Release", models.PROTECT, null=True, blank=True, related_name="emergency"
    )
    due_at = models.DateTimeField(_("review due"), null=True, blank=True)
    returned_at = models.DateTimeField(_("returned by the review"), null=True, blank=True)
    flagged_at = models.DateTimeField(null=True, blank=True)  # when supervisors were told
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("emergency release")
        verbose_name_plural = _("emergency releases")
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(state=EmergencyState.REQUESTED),
                name="one_emergency_request_an_article",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.get_state_display()}"

    def is_flagged(self, now: datetime) -> bool:
        """Released, and the review that is owed was returned or is not done in time."""
        if self.state != EmergencyState.CONFIRMED:
            return False
        return self.returned_at is not None or (self.due_at is not None and self.due_at <= now)
