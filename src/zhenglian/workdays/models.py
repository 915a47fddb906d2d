"""Notices that the operator adds to the shipped table, their days, and the stamp of the newest state."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.workdays.enums import Turn


class Notice(models.Model):
    """A year's arrangement, or what amends it. A later one overrides an earlier one day by day."""

    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title or number of the notice"), max_length=120)
    published_on = models.DateField(_("published on"))
    url = models.URLField(_("address of the notice"), max_length=300, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("entered by")
    )
    added_at = models.DateTimeField(_("entered"))
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    revoked_because = models.CharField(_("why it was taken back"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("holiday notice")
        verbose_name_plural = _("holiday notices")
        ordering = ["-year", "-published_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class CalendarDay(models.Model):
    """What one notice says of one day."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="days")
    day = models.DateField(_("calendar day"))
    turn = models.CharField(_("off or worked"), max_length=8, choices=Turn.choices)
    name = models.CharField(_("holiday"), max_length=40, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["notice", "day"], name="calendar_day_once_a_notice")]

    def __str__(self) -> str:
        return f"{self.day} {self.get_turn_display()}"


class CalendarStamp(models.Model):
    """One row: another token whenever a notice changes, so that every process forgets what it keeps."""

    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token
