"""The value that says in whose name somebody may act; and the day that dates are compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zhenglian.kernel.clock import BEIJING, Clock

if TYPE_CHECKING:
    from zhenglian.people.enums import Role
    from zhenglian.people.models import Staff, Unit


@dataclass(frozen=True, slots=True)
class Authority:
    """`person` may act as `role` in `unit`; `principal` is set when they stand in for somebody."""

    person: Staff
    role: Role
    unit: Unit
    principal: Staff | None = None


def office_day(clock: Clock) -> date:
    """Dates of postings and units are days in Beijing, whatever the server's zone."""
    return clock.now().astimezone(BEIJING).date()
