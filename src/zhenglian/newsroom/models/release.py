"""Our decision to publish: one row for each release of an article, bound to the seal it rests on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.newsroom.enums import ReleaseAlarm, ReleaseState

REFERENCE_PREFIX = "newsroom.release:"


class Release(models.Model):
    """`revision` is the Wagtail revision whose rendering was sealed; nothing else is ever made live."""

    article = models.ForeignKey(
        "newsroom.ArticlePage", models.PROTECT, related_name="releases", verbose_name=_("article")
    )
    number = models.PositiveIntegerField(_("number"))  # 1, 2, … for one article
    seal = models.ForeignKey("reviews.Seal", models.PROTECT, related_name="+")
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, choices=ReleaseState.choices)
    due_at = models.DateTimeField(_("due"))
    correction_note = models.CharField(_("correction note"), max_length=300, blank=True)
    # {account id: {choice, reason}}: what becomes of older copies, see newsroom/copies.py
    decisions = models.JSONField(_("older copies"), default=dict, db_default={})
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("released by")
    )
    requested_at = models.DateTimeField(_("decided"))
    live_at = models.DateTimeField(_("live on the website since"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("off the website since"), null=True, blank=True)
    closed_because = models.CharField(_("why it was cancelled"), max_length=200, blank=True)
    alarm = models.CharField(_("alarm"), max_length=20, choices=ReleaseAlarm.choices, blank=True)
    alarmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["article_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="release_number_once"),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="release_due")]

    def __str__(self) -> str:
        return f"{self.article} #{self.number}"

    @property
    def reference(self) -> str:
        """Under which the ledger of deliveries knows this release."""
        return f"{REFERENCE_PREFIX}{self.pk}"

    def time_left(self, now: datetime) -> timedelta:
        """Until it goes out; zero once it is due."""
        return max(self.due_at - now, timedelta(0))


def release_id_of(reference: str) -> int | None:
    """Primary key in a reference of ours; None when the delivery was queued by somebody else."""
    number = reference.removeprefix(REFERENCE_PREFIX)
    return int(number) if number != reference and number.isdigit() else None
