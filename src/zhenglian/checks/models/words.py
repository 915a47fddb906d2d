"""The office's own entries: wrong words, names of institutions, titles of persons, each with its time."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenglian.checks.enums import Severity


class Dated(models.Model):
    """An entry counts on days from `valid_from` to `valid_to`, both included; empty means no limit."""

    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        abstract = True

    def counts_on(self, day: date) -> bool:
        starts = self.valid_from is None or self.valid_from <= day
        return starts and (self.valid_to is None or day <= self.valid_to)


class LexiconEntry(Dated):
    """A wrong form and the right one. `unless` holds one context a line, in which the form is right."""

    wrong = models.CharField(_("wrong"), max_length=40, unique=True)
    right = models.CharField(_("right"), max_length=40, blank=True)
    unless = models.TextField(_("not in these contexts"), blank=True)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices, default=Severity.WARN)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("word of our own")
        verbose_name_plural = _("words of our own")
        ordering = ["wrong"]

    def __str__(self) -> str:
        return f"{self.wrong} → {self.right}"

    @property
    def contexts(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.unless.splitlines() if line.strip())


class NameEntry(Dated):
    """`name` was right in its time; before and after it the text should say `correct`."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    correct = models.CharField(_("name to use at other times"), max_length=80, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Institution(NameEntry):
    class Meta:
        verbose_name = _("name of an institution")
        verbose_name_plural = _("names of institutions")
        ordering = ["name"]


class Title(NameEntry):
    """A person with a post, as the text must not write it outside its time."""

    class Meta:
        verbose_name = _("title of a person")
        verbose_name_plural = _("titles of persons")
        ordering = ["name"]
