"""Sheets with their rows, examples that every sheet must hold, precedents, and which sheet was in force when.

A sheet is edited only while it is a draft; afterwards it is never changed, so that every choice stays
explainable.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.people.enums import UnitLevel
from zhenglian.routing.enums import SheetState
from zhenglian.routing.keys import LONGEST_AREA, LONGEST_CATEGORY


class Sheet(models.Model):
    """One version of the table. `edit` grows with each change of a draft."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    title = models.CharField(_("name of the table"), max_length=40)
    note = models.CharField(_("what is new"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=SheetState.choices, default=SheetState.DRAFT)
    edit = models.PositiveIntegerField(default=1)
    next_number = models.PositiveIntegerField(default=1)  # of the next new row: never used twice
    based_on = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("begun"))
    switched_on_at = models.DateTimeField(_("in force since"), null=True)
    switched_off_at = models.DateTimeField(_("in force until"), null=True)

    class Meta:
        verbose_name = _("table of responsibilities")
        verbose_name_plural = _("tables of responsibilities")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state__in=[SheetState.DRAFT, SheetState.IN_FORCE]),
                name="one_draft_one_in_force",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == SheetState.DRAFT

    @property
    def is_in_force(self) -> bool:
        return self.state == SheetState.IN_FORCE


class Place(models.Model):
    """The kind of matter and the area that a row, an example or a precedent speaks of. "" means all."""

    category_key = models.CharField(_("category"), max_length=LONGEST_CATEGORY, blank=True)
    area_code = models.CharField(_("area"), max_length=LONGEST_AREA, blank=True)

    class Meta:
        abstract = True


class Duty(Place):
    """One row. `level` None: whatever level the matter came in at."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="duties")
    number = models.PositiveIntegerField(_("row"))
    level = models.PositiveSmallIntegerField(_("level"), choices=UnitLevel.choices, null=True, blank=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("lead"))
    co_handlers = models.ManyToManyField(
        "people.Unit", related_name="+", blank=True, verbose_name=_("co-handlers")
    )
    note = models.CharField(pgettext_lazy("row", "basis or note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("row of the table")
        verbose_name_plural = _("rows of the table")
        ordering = ["sheet", "number"]
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="duty_number_once")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}"


class Example(Place):
    """A question with its right answer. Of the office: every sheet that is switched on holds it."""

    level = models.PositiveSmallIntegerField(_("level"), choices=UnitLevel.choices, null=True, blank=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("right unit"))
    note = models.CharField(pgettext_lazy("example", "why"), max_length=200, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = pgettext_lazy("routing", "example")
        verbose_name_plural = pgettext_lazy("routing", "examples")
        ordering = ["category_key", "area_code", "pk"]

    def __str__(self) -> str:
        return f"{self.category_key or '*'} {self.area_code or '*'} {self.level or '*'}"


class Precedent(Place):
    """A dispute that was decided: offered next time, never applied by itself."""

    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    reason = models.CharField(_("reason"), max_length=500)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"))
    case_ref = models.CharField(_("case"), max_length=40, blank=True)
    retired_at = models.DateTimeField(_("retired"), null=True)
    retired_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    retired_why = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("precedent")
        verbose_name_plural = _("precedents")
        ordering = ["-decided_at", "-pk"]
        indexes = [models.Index(fields=["category_key", "area_code"], name="precedent_by_place")]

    def __str__(self) -> str:
        return f"{self.category_key or '*'} {self.area_code or '*'}"


class Switch(models.Model):
    """A sheet was switched on, or back to. Appended, never changed."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="switches")
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.sheet} {self.at}"


class BookStamp(models.Model):
    """One row: another token whenever sheet, precedents or units change, so that processes read them anew.

    A token and no number: one that was rolled back is never met again.
    """

    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token
