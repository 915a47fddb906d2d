"""Findings that a reviewer let pass, and counts for the statistics a column. No count knows a person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.checks.enums import Outcome


class Override(models.Model):
    """Holds for one finding in one sentence of one subject: `fingerprint` changes with either."""

    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    code = models.CharField(_("finding"), max_length=60)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("let pass by")
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "fingerprint"], name="override_once_a_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"


class SeenFinding(models.Model):
    """That a finding of a subject was counted, so that it counts once however often it is looked at."""

    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    code = models.CharField(max_length=60)
    column_key = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "fingerprint"], name="seen_finding_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.outcome})"


class CheckCount(models.Model):
    """How many findings of one kind a column had on a day, and what became of them."""

    day = models.DateField(_("day"))
    column_key = models.CharField(_("column"), max_length=40, blank=True)
    code = models.CharField(_("finding"), max_length=60)
    found = models.PositiveIntegerField(_("found"), default=0)
    mended = models.PositiveIntegerField(pgettext_lazy("finding", "mended"), default=0)
    overridden = models.PositiveIntegerField(_("let pass"), default=0)

    class Meta:
        verbose_name = _("count of findings")
        verbose_name_plural = _("counts of findings")
        ordering = ["day", "column_key", "code"]
        constraints = [
            models.UniqueConstraint(fields=["day", "column_key", "code"], name="check_count_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.column_key} {self.code}"
