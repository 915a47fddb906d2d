"""Versions of policies, clocks that run, and the events from which every deadline follows."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.clocks.enums import EventKind, FinishWay, TermUnit
from zhenglian.clocks.pauses import is_lasted_out
from zhenglian.clocks.shipped import Sheet
from zhenglian.clocks.terms import Term, Terms, term_of
from zhenglian.kernel.encryption import EncryptedJSONField
from zhenglian.workdays.api import calendar


class Policy(models.Model):
    """One version of one class. Never changed: an edit adds the next version, for clocks started later."""

    class_key = models.CharField(_("class"), max_length=40)
    version = models.PositiveIntegerField(_("version"))
    place = models.PositiveSmallIntegerField(default=0)  # in lists
    label = models.CharField(_("name of the class"), max_length=40)
    touch = models.CharField(_("first word of a person"), max_length=6)
    route = models.CharField(_("with the right desk"), max_length=6)
    answer = models.CharField(pgettext_lazy("policy", "answer"), max_length=6)
    extended = models.CharField(_("answer once extended"), max_length=6, blank=True)
    escalate = models.CharField(_("due soon from"), max_length=6, blank=True)
    longest_pause = models.PositiveSmallIntegerField(_("longest pause"), default=0)  # working days
    citation = models.CharField(_("basis"), max_length=300)
    note = models.CharField(pgettext_lazy("policy", "note"), max_length=300, blank=True)
    is_shipped = models.BooleanField(default=False)
    is_retired = models.BooleanField(_("no longer offered"), default=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=pgettext_lazy("policy", "changed by"),
    )
    changed_at = models.DateTimeField(_("changed"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("deadline policy")
        verbose_name_plural = _("deadline policies")
        ordering = ["place", "class_key", "-version"]
        constraints = [models.UniqueConstraint(fields=["class_key", "version"], name="policy_version_once")]

    def __str__(self) -> str:
        return f"{self.label} v{self.version}"

    @property
    def terms(self) -> Terms:
        return Terms(
            Term.parse(self.touch),
            Term.parse(self.answer),
            term_of(self.extended),
            term_of(self.escalate),
            self.longest_pause,
        )

    @property
    def can_pause(self) -> bool:
        """Hours and calendar days run through (metrics.md 5.1)."""
        return self.terms.answer.unit == TermUnit.WORKING_DAYS and self.longest_pause > 0

    @property
    def sheet(self) -> Sheet:
        return Sheet(**{name: getattr(self, name) for name in Sheet.__dataclass_fields__})

    @property
    def said(self) -> dict[str, object]:
        """What a version says, for comparison with another."""
        return asdict(self.sheet) | {"is_retired": self.is_retired}

    @classmethod
    def of(cls, sheet: Sheet, **facts: object) -> Policy:
        """Not saved."""
        return cls(**asdict(sheet), **facts)


class Run(models.Model):
    """The clock of one subject. All but policy, subject and reasons follows from the events (`replay`).

    Due times are the first moment that is too late (24:00 in Beijing for days); None: the calendar of
    working days does not reach. `started_at` is the last reopening, `received_at` the citizen's start.
    """

    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    subject_name = models.CharField(max_length=80)
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="runs")
    class_key = models.CharField(max_length=40)
    received_at = models.DateTimeField()
    started_at = models.DateTimeField()
    touch_due_at = models.DateTimeField(null=True)
    escalate_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)
    is_calendar_unknown = models.BooleanField(default=False)
    touched_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    pause_reason = EncryptedJSONField(null=True)
    extended_at = models.DateTimeField(null=True)
    extended_reason = EncryptedJSONField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_how = models.CharField(max_length=10, choices=FinishWay.choices, blank=True)
    sequence = models.PositiveIntegerField(default=0)  # of the last event
    calendar_print = models.CharField(max_length=16)  # the calendar that it was counted with

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="one_clock_each")]
        indexes = [models.Index(fields=["calendar_print", "id"], name="run_by_calendar")]

    def __str__(self) -> str:
        return self.subject_name

    @property
    def answered_at(self) -> datetime | None:
        return self.finished_at if self.finished_how == FinishWay.ANSWERED else None

    @property
    def paused_since(self) -> datetime | None:
        return self.paused_at

    @property
    def can_pause(self) -> bool:
        return self.policy.can_pause

    def is_pause_over(self, now: datetime) -> bool:
        """An open pause has lasted its maximum: the deadline runs on, and no queue should hide it."""
        if self.paused_at is None or self.finished_at is not None:
            return False
        return is_lasted_out(self.events.all(), self.policy.longest_pause, now=now, calendar=calendar())

    def is_overdue(self, now: datetime) -> bool:
        """The answer is owed and late. An unknown deadline is never called late."""
        return self.finished_at is None and self.answer_due_at is not None and now >= self.answer_due_at


class Event(models.Model):
    """Appended, never changed: the database refuses it (migration 0002), but for the words of a reason."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=EventKind.choices)
    at = models.DateTimeField()  # when it counts
    recorded_at = models.DateTimeField()  # when we learnt of it
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, related_name="+")  # start, change of class
    days = models.PositiveSmallIntegerField(null=True)  # maximum of a pause, working days
    how = models.CharField(max_length=10, choices=FinishWay.choices, blank=True)
    reason = EncryptedJSONField(null=True)

    class Meta:
        ordering = ["run", "sequence"]
        constraints = [models.UniqueConstraint(fields=["run", "sequence"], name="clock_event_in_order")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.sequence} {self.kind}"
