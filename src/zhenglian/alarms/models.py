"""Alarms that were opened and closed, and the notices about them: rows first, sending after."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.alarms.enums import NoticeKind, Way
from zhenglian.alarms.watches import label_of


class Alarm(models.Model):
    """One time during which one watch was red. At most one of a watch is open."""

    watch = models.CharField(max_length=60)
    subject = models.CharField(_("what"), max_length=300, blank=True)
    since = models.DateTimeField(_("waiting since"))
    is_warning = models.BooleanField(default=False)
    opened_at = models.DateTimeField(_("rung"))
    closed_at = models.DateTimeField(_("mended"), null=True, blank=True)

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["watch"], condition=models.Q(closed_at=None), name="one_open_alarm_a_watch"
            )
        ]

    def __str__(self) -> str:
        return str(label_of(self.watch))


class Notice(models.Model):
    """One message about an alarm on one way. Unsent rows are tried again, later and later."""

    alarm = models.ForeignKey(Alarm, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    way = models.CharField(max_length=8, choices=Way.choices)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=120, blank=True)  # why the last try failed; never an address

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self) -> str:
        return f"{self.alarm_id} {self.kind} {self.way}"
