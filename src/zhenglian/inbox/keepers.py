"""What other apps keep of citizens under the same policy, erasure and export: they register themselves here.

The inbox knows none of them. Whatever came from a letter hangs on its matter, by whose id it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from zhenglian.kernel.clock import Clock

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

Record = dict[str, Any]  # Any: JSON; times are datetimes until they are written


@dataclass(frozen=True, slots=True)
class Age:
    """What is old enough: quiet since before `now` less `keep_days`, or the days of its class."""

    now: datetime
    keep_days: int
    by_class: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """For the export: `rows` of (name, value) to read, `data` for machines, `files` {name: content}."""

    heading: str
    rows: Sequence[tuple[str, object]]
    data: Record
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Keeper:
    """`key` is its class in the policy file.

    `due(age, among)` gives the ids that may go and how many as old ones must stay; with `among` only of
    those, and their rows are locked. `erase(ids, clock)` is the end of their term, `erase_of(matter ids,
    clock)` the person's own wish. `held()` are ids of matters whose thing is under way: they are kept too.
    """

    key: str
    label: StrOrPromise
    due: Callable[[Age, Iterable[int] | None], tuple[list[int], int]]
    erase: Callable[[list[int], Clock], object]
    erase_of: Callable[[list[int], Clock], object]
    held: Callable[[], QuerySet[Any]]  # Any: rows of ids
    told_of: Callable[[list[int]], list[Told]]

    def register(self) -> None:
        """From the owner's `ready`. The same key again replaces the former."""
        KEEPERS[self.key] = self


KEEPERS: dict[str, Keeper] = {}


def held_elsewhere() -> Q:
    """Of matters."""
    found = Q(pk__in=[])
    for keeper in KEEPERS.values():
        found |= Q(pk__in=keeper.held())
    return found


def erase_elsewhere(matters: list[int], *, clock: Clock) -> None:
    for keeper in KEEPERS.values():
        keeper.erase_of(matters, clock)


def told_elsewhere(matters: list[int]) -> list[tuple[Keeper, list[Told]]]:
    """Of each that keeps anything."""
    found = [(keeper, keeper.told_of(matters)) for keeper in KEEPERS.values()]
    return [(keeper, told) for keeper, told in found if told]
