"""Reads: classes with their terms, clocks by subject, and a deadline computed anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import QuerySet

from zhenglian.clocks.engine import Deadlines, Happening, replay
from zhenglian.clocks.enums import EventKind, FinishWay
from zhenglian.clocks.errors import ClassUnknown, ClockUnknown
from zhenglian.clocks.models import Policy, Run
from zhenglian.clocks.shipped import shipped_sheets
from zhenglian.clocks.subjects import Subject
from zhenglian.workdays.api import calendar


@dataclass(frozen=True, slots=True)
class PolicyClass:
    """A class as lists offer it. `policy` is its version in force; not saved until one is first used."""

    key: str
    label: str
    policy: Policy

    @property
    def can_pause(self) -> bool:
        return self.policy.can_pause


def classes(*, with_retired: bool = False) -> list[PolicyClass]:
    """In the order of lists; one query. Retired ones stay for the matters that have them."""
    rows = {row.class_key: row for row in Policy.objects.order_by("version")}
    for place, (key, sheet) in enumerate(shipped_sheets().items()):
        if key not in rows:
            rows[key] = Policy.of(sheet, class_key=key, version=0, place=place, is_shipped=True)
    found = sorted(rows.values(), key=lambda row: (row.place, row.class_key))
    return [PolicyClass(row.class_key, row.label, row) for row in found if with_retired or not row.is_retired]


def class_labels() -> dict[str, str]:
    """{key: name}, retired ones included; one query."""
    return {each.key: each.label for each in classes(with_retired=True)}


def versions_of(class_key: str) -> list[Policy]:
    """Newest first. Raises ClassUnknown for a class that neither the office nor the product has."""
    rows = list(Policy.objects.filter(class_key=class_key).select_related("changed_by").order_by("-version"))
    if not rows and class_key not in shipped_sheets():
        raise ClassUnknown
    return rows


def run_of(subject: Subject) -> Run:
    """Raises ClockUnknown."""
    found = _runs(subject.kind, [subject.id]).first()
    if found is None:
        raise ClockUnknown
    return found


def runs_of(kind: str, ids: Iterable[object]) -> dict[str, Run]:
    """{subject id as text: run}; one query. Subjects without a clock are left out."""
    return {run.subject_id: run for run in _runs(kind, ids)}


def happenings_of(run: Run) -> list[Happening]:
    """The stored events as the engine reads them; one query."""
    return [happening(event) for event in run.events.select_related("policy").order_by("sequence")]


class Told(Protocol):
    """What counts of an event, stored or not."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def policy(self) -> Policy | None: ...
    @property
    def days(self) -> int | None: ...
    @property
    def how(self) -> str: ...


def happening(event: Told) -> Happening:
    """A stored event in the form that the engine counts."""
    return Happening(
        EventKind(event.kind),
        event.at,
        event.policy.terms if event.policy else None,
        event.days,
        event.how == FinishWay.ANSWERED,
    )


def recompute(run: Run) -> Deadlines:
    """From the events alone, with the calendar as it is known now."""
    return replay(happenings_of(run), calendar()).deadlines


def preview(policy: Policy, at: datetime) -> Deadlines:
    """What a clock with these terms would say that starts then."""
    return replay([Happening(EventKind.STARTED, at, policy.terms)], calendar()).deadlines


def _runs(kind: str, ids: Iterable[object]) -> QuerySet[Run]:
    wanted = [str(each) for each in ids]
    return Run.objects.filter(subject_kind=kind, subject_id__in=wanted).select_related("policy")
