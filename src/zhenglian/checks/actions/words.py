"""Changes the office's own words, names of institutions, titles. Administrators and set-up code; audited.

Every change moves the stamp, so that each process builds its automaton anew with the next check.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from secrets import randbits
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.checks import errors
from zhenglian.checks.enums import Severity
from zhenglian.checks.models import Institution, LexiconEntry, OfficeStamp, Title
from zhenglian.checks.rules import can_keep_lists
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

SHORTEST = 2
STAMP_BITS = 62  # fits the column
Name = TypeVar("Name", Institution, Title)
Row = TypeVar("Row", LexiconEntry, Institution, Title)


@transaction.atomic
def keep_word(
    entry: LexiconEntry | None = None,
    *,
    wrong: str,
    right: str = "",
    unless: str = "",
    severity: str = Severity.WARN,
    reason: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    is_active: bool = True,
    actor: Staff | None = None,
    clock: Clock = SYSTEM,
) -> LexiconEntry:
    """A new entry, or `entry` with these facts. Records `checks.keep_word`.

    Raises NotYoursToKeep, TooShort, NothingWrong, EndsBeforeItBegins, ListedAlready.
    """
    wrong, right = wrong.strip(), right.strip()
    _refuse_unfit(wrong, right, valid_from, valid_to, actor=actor, clock=clock)
    facts = {"wrong": wrong, "right": right, "unless": unless.strip(), "severity": severity, "reason": reason}
    row = entry or LexiconEntry()
    if LexiconEntry.objects.filter(wrong=wrong).exclude(pk=row.pk).exists():
        raise errors.ListedAlready
    days = {"valid_from": valid_from, "valid_to": valid_to, "is_active": is_active}
    return _kept("checks.keep_word", row, {**facts, **days}, actor=actor, clock=clock)


def keep_institution(institution: Institution | None = None, **facts: Any) -> Institution:
    """As `keep_name`, for an institution: the facts are those of its signature (hence Any)."""
    return keep_name(institution or Institution(), **facts)


def keep_title(title: Title | None = None, **facts: Any) -> Title:
    """As `keep_name`, for a person with a post (Any: the same)."""
    return keep_name(title or Title(), **facts)


@transaction.atomic
def keep_name(
    row: Name,
    *,
    name: str,
    correct: str = "",
    note: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    is_active: bool = True,
    actor: Staff | None = None,
    clock: Clock = SYSTEM,
) -> Name:
    """The name was right from `valid_from` to `valid_to`; without either it is always wrong.

    Records `checks.keep_institution` or `checks.keep_title`.
    Raises NotYoursToKeep, TooShort, NothingWrong, EndsBeforeItBegins, ListedAlready.
    """
    name, correct = name.strip(), correct.strip()
    _refuse_unfit(name, correct, valid_from, valid_to, actor=actor, clock=clock)
    if type(row).objects.filter(name=name).exclude(pk=row.pk).exists():
        raise errors.ListedAlready
    days = {"valid_from": valid_from, "valid_to": valid_to, "is_active": is_active}
    facts = {"name": name, "correct": correct, "note": note.strip(), **days}
    verb = "checks.keep_institution" if isinstance(row, Institution) else "checks.keep_title"
    return _kept(verb, row, facts, actor=actor, clock=clock)


def _refuse_unfit(
    wrong: str, right: str, first: date | None, last: date | None, *, actor: Staff | None, clock: Clock
) -> None:
    if not can_keep_lists(actor, clock=clock):
        raise errors.NotYoursToKeep
    if len(wrong) < SHORTEST:
        raise errors.TooShort
    if wrong == right:
        raise errors.NothingWrong
    if first and last and last < first:
        raise errors.EndsBeforeItBegins


def _kept(verb: str, row: Row, facts: Mapping[str, object], *, actor: Staff | None, clock: Clock) -> Row:
    for field, value in facts.items():
        setattr(row, field, value)
    row.save()
    _move_stamp()
    detail = {
        field: value.isoformat() if isinstance(value, date) else value for field, value in facts.items()
    }
    record(verb, actor=actor, on=row, detail=detail, clock=clock)
    return row


def _move_stamp() -> None:
    """At random, not one up: a number that a rolled back change had used must not come again."""
    OfficeStamp.objects.update_or_create(pk=1, defaults={"number": randbits(STAMP_BITS)})
