"""Who decides the disputes of which area, as the page of the arbiters lists them."""

from __future__ import annotations

from dataclasses import dataclass

from zhenglian.cases.area_names import name_of_prefix, provinces
from zhenglian.cases.errors import NobodyLeft
from zhenglian.cases.models import Arbiter
from zhenglian.cases.selectors.desks import root_desk
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock
from zhenglian.people.api import Unit

MOST_UNITS = 200
TOPMOST = 2  # depth of the offices that are offered: those of the state and right below


@dataclass(frozen=True, slots=True)
class ArbiterLine:
    """`prefix` of the area's codes; `area` "" for the whole country. A closed office decides nothing."""

    prefix: str
    area: str
    unit: Unit
    is_closed: bool


def arbiter_lines(*, clock: Clock = SYSTEM) -> list[ArbiterLine]:
    """Larger areas before those within them."""
    day = clock.now().astimezone(BEIJING).date()
    rows = Arbiter.objects.select_related("unit").order_by("area_code")
    return [
        ArbiterLine(row.area_code, name_of_prefix(row.area_code), row.unit, not row.unit.is_valid_on(day))
        for row in rows
    ]


def usual_arbiter(*, clock: Clock = SYSTEM) -> Unit | None:
    """Who decides where no line says otherwise; None without any office."""
    try:
        return root_desk((), clock=clock)
    except NobodyLeft:
        return None


def offered_arbiters(*, clock: Clock = SYSTEM) -> list[Unit]:
    """Offices to choose from without typing."""
    day = clock.now().astimezone(BEIJING).date()
    found = Unit.objects.filter(depth__lte=TOPMOST).order_by("path")[:MOST_UNITS]
    return [each for each in found if each.is_valid_on(day)]


def offered_areas() -> list[str]:
    """The provinces, by name."""
    return provinces()
