"""Giving somebody a role in a unit, and ending that."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.actions.groups import sync_groups
from zhenglian.people.authority import office_day
from zhenglian.people.enums import Role
from zhenglian.people.errors import NotAdministratorHere, OwnRole, UnitNotInForce
from zhenglian.people.models import Posting
from zhenglian.people.rules import can_administer

if TYPE_CHECKING:
    from zhenglian.people.models import Staff, Unit


@transaction.atomic
def appoint(
    staff: Staff,
    role: Role | str,
    unit: Unit,
    *,
    actor: Staff | None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    clock: Clock = SYSTEM,
) -> Posting:
    """Give the role in the unit, from today unless said otherwise; an earlier posting gets the new dates.

    Raises NotAdministratorHere; OwnRole (nobody appoints themselves); UnitNotInForce.
    """
    if not can_administer(actor, unit, clock=clock):
        raise NotAdministratorHere
    if actor == staff:
        raise OwnRole
    first_day = valid_from or office_day(clock)
    if not unit.is_valid_on(first_day):
        raise UnitNotInForce
    posting, _created = Posting.objects.update_or_create(
        staff=staff,
        unit=unit,
        role=Role(role),
        defaults={"valid_from": first_day, "valid_until": valid_until},
    )
    sync_groups(staff, clock=clock)
    detail = {"role": str(role), "unit": unit.name, "from": first_day, "until": valid_until}
    record("people.appoint", actor=actor, on=staff, detail=detail, clock=clock)
    return posting


@transaction.atomic
def end_posting(
    posting: Posting, *, actor: Staff | None, last_day: date | None = None, clock: Clock = SYSTEM
) -> Posting:
    """The posting counts up to `last_day`; without one it stops to count at once."""
    if not can_administer(actor, posting.unit, clock=clock):
        raise NotAdministratorHere
    posting.valid_until = last_day or office_day(clock) - timedelta(days=1)
    posting.save(update_fields=["valid_until"])
    sync_groups(posting.staff, clock=clock)
    detail = {"role": posting.role, "unit": posting.unit.name, "last_day": posting.valid_until}
    record("people.end_posting", actor=actor, on=posting.staff, detail=detail, clock=clock)
    return posting
