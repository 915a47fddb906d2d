"""Units to choose from, and how files name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock
from zhenglian.people.api import Unit
from zhenglian.routing.names import area_path, category_name
from zhenglian.routing.selectors.sheets import duties
from zhenglian.routing.spreadsheet import BETWEEN, LEVEL_WORDS
from zhenglian.routing.unit_names import UnitNames

if TYPE_CHECKING:
    from zhenglian.routing.models import Sheet


def living_units(*, clock: Clock = SYSTEM) -> QuerySet[Unit]:
    """In force today, in the order of the tree."""
    day = clock.now().astimezone(BEIJING).date()
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    return Unit.objects.filter(begun, Q(valid_until=None) | Q(valid_until__gte=day)).order_by("path")


def names_of_units(*, clock: Clock = SYSTEM) -> UnitNames:
    """Of those in force today: a file cannot name others."""
    return UnitNames(living_units(clock=clock))


def rows_to_write(sheet: Sheet, *, clock: Clock = SYSTEM) -> list[list[str]]:
    """The rows of a sheet in the columns of `spreadsheet.WRITTEN`."""
    names = names_of_units(clock=clock)
    return [
        [
            str(duty.number),
            duty.category_key,
            category_name(duty.category_key),
            duty.area_code,
            area_path(duty.area_code),
            LEVEL_WORDS[duty.level],
            names.spelling(duty.unit),
            BETWEEN.join(names.spelling(unit) for unit in duty.co_handlers.all()),
            duty.note,
        ]
        for duty in duties(sheet)
    ]
