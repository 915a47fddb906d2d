"""Offices by their place in the tree: the root desk, the nearest desk above, and who is excluded."""

from __future__ import annotations

from collections.abc import Iterable

from zhenglian.cases.errors import NobodyLeft
from zhenglian.cases.models import Arbiter
from zhenglian.kernel.clock import BEIJING, Clock
from zhenglian.people.api import Unit


def is_excluded(unit: Unit, about: Iterable[Unit]) -> bool:
    """An office that the case complains about, or one below it."""
    return any(unit.path.startswith(each.path) for each in about)


def root_desk(about: Iterable[Unit], *, clock: Clock) -> Unit:
    """Where reports come in: the first root in force that the report is not about. Raises NobodyLeft."""
    day = clock.now().astimezone(BEIJING).date()
    barred = list(about)
    for unit in Unit.objects.filter(depth=1).order_by("path"):
        if unit.is_valid_on(day) and not is_excluded(unit, barred):
            return unit
    raise NobodyLeft


def waiting_desk(about: Iterable[Unit], *, clock: Clock) -> tuple[Unit, bool]:
    """The root desk; or, with True, the first root although the report is about it: nobody there reads it.

    Raises NobodyLeft where there is no office at all.
    """
    barred = list(about)
    try:
        return root_desk(barred, clock=clock), False
    except NobodyLeft:
        return root_desk((), clock=clock), True


def desk_above(unit: Unit, about: Iterable[Unit], *, clock: Clock) -> Unit:
    """The nearest office above that is in force and not excluded; else the root desk. Raises NobodyLeft."""
    day, barred, step = clock.now().astimezone(BEIJING).date(), list(about), Unit.steplen
    paths = [unit.path[:end] for end in range(step, len(unit.path), step)]
    for above in Unit.objects.filter(path__in=paths).order_by("-depth"):
        if above.is_valid_on(day) and not is_excluded(above, barred):
            return above
    return root_desk(barred, clock=clock)


def arbiter_of(area_code: str, about: Iterable[Unit], *, clock: Clock) -> Unit:
    """The fixed owner of disputes: by the longest area, else the root desk; none excluded or closed."""
    barred, day = list(about), clock.now().astimezone(BEIJING).date()
    rows = [row for row in Arbiter.objects.select_related("unit") if area_code.startswith(row.area_code)]
    for row in sorted(rows, key=lambda row: len(row.area_code), reverse=True):
        if row.unit.is_valid_on(day) and not is_excluded(row.unit, barred):
            return row.unit
    return root_desk(barred, clock=clock)
