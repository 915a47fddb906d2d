"""What is watched: a name, a bound, and a probe that finds the oldest item. Filled when `tasks` modules load.

No database here. Whether something is too old now: `selectors`; who is rung: `actions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from zhenglian.alarms.errors import WatchUnclear
from zhenglian.kernel.clock import Clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Sighting:
    """The oldest item of its kind. `subject` names it to staff; `url` is where it is mended."""

    since: datetime
    subject: str
    advice: StrOrPromise
    url: str = ""


Probe = Callable[[Clock], Sighting | None]


@dataclass(frozen=True, slots=True)
class Watch:
    """`is_warning`: rings, but leaves /healthz as it is, because nothing stands still yet."""

    name: str
    label: StrOrPromise
    bound: timedelta
    probe: Probe
    is_warning: bool = False


WATCHES: dict[str, Watch] = {}


def watch(
    name: str, *, label: StrOrPromise, bound: timedelta, probe: Probe, is_warning: bool = False
) -> None:
    """Rings when what `probe` finds is older than `bound`, or than the operator's own bound for it.

    `name` is dotted (`channels.unsent`). `probe` asks the database with few statements: /healthz calls
    it each time. Raises WatchUnclear for a name that is taken.
    """
    if name in WATCHES:
        raise WatchUnclear(f"{name} is watched already")
    WATCHES[name] = Watch(name, label, bound, probe, is_warning)


def label_of(name: str) -> StrOrPromise:
    """In words; of a watch that no longer exists its name."""
    return WATCHES[name].label if name in WATCHES else name


def with_bounds(watches: Mapping[str, Watch], minutes: Mapping[str, int]) -> list[Watch]:
    """The watches with the operator's bounds in place of the ordinary ones."""
    return [
        Watch(
            each.name,
            each.label,
            timedelta(minutes=minutes[each.name]) if each.name in minutes else each.bound,
            each.probe,
            each.is_warning,
        )
        for each in watches.values()
    ]
