"""Entries, shipped and the office's: what stands in the text, what should, and how grave that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from zhenglian.checks.engine.vocabulary import lines_of
from zhenglian.checks.enums import CheckCode, Severity

REASONS: dict[str, StrOrPromise] = {
    "same sound": _("Sounds the same, is written otherwise."),
    "similar shape": _("Looks alike; a slip of the eye or of a shape-based input method."),
    "idiom": _("The idiom is written otherwise."),
    "set phrase": _("A set phrase has one fixed wording."),
    "institution": _("Names of institutions and places are written in full and exactly."),
    "function word": _("The particles 的, 地 and 得 have different duties."),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """`rights` are offered, the best first; `unless` are contexts in which `wrong` is right.

    A dated name counts as wrong only outside `valid_from`..`valid_to`; both empty: always wrong.
    The entry itself is in use from `used_from` to `used_to`.
    """

    rule: str
    code: CheckCode
    wrong: str
    rights: tuple[str, ...]
    severity: Severity
    explanation: StrOrPromise
    unless: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    used_from: date | None = None
    used_to: date | None = None

    def is_wrong_on(self, day: date) -> bool:
        if (self.used_from and day < self.used_from) or (self.used_to and day > self.used_to):
            return False
        if self.valid_from is None and self.valid_to is None:
            return True
        is_early = self.valid_from is not None and day < self.valid_from
        return is_early or (self.valid_to is not None and day > self.valid_to)


@cache
def shipped_entries() -> tuple[Entry, ...]:
    return (*_words(), *_institutions())


def _words() -> list[Entry]:
    entries = []
    for line in lines_of("lexicon.tsv"):
        rule, wrong, right, reason, severity, _source, _since, unless = line.split("\t")
        is_grave = severity == Severity.BLOCK
        code = CheckCode.PROTECTED_NAME if is_grave else CheckCode.TYPO
        contexts = tuple(unless.split())
        entries.append(Entry(rule, code, wrong, (right,), Severity(severity), REASONS[reason], contexts))
    return entries


def _institutions() -> list[Entry]:
    entries = []
    for line in lines_of("institutions.tsv"):
        rule, name, successor, last_day, source, *unless = line.split("\t")
        entries.append(
            Entry(
                rule,
                CheckCode.OUTDATED_NAME,
                name,
                (successor,) if successor else (),
                Severity.BLOCK,
                format_lazy(_("The name was in use until {day} ({source})."), day=last_day, source=source),
                tuple(" ".join(unless).split()),
                valid_to=date.fromisoformat(last_day),
            )
        )
    return entries
