"""Who may change units, postings and delegations. Asked by the actions, and by menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.authority import office_day
from zhenglian.people.enums import Role
from zhenglian.people.models import Posting
from zhenglian.people.selectors import authorities, effective_postings, is_administrator, postings_in_force

if TYPE_CHECKING:
    from zhenglian.people.models import Delegation, Staff, Unit


def can_administer(actor: Staff | None, unit: Unit | None, *, clock: Clock = SYSTEM) -> bool:
    """`actor` None is the system. `unit` None is the top: units without one above, and log-ins."""
    if actor is None or (actor.is_active and actor.is_superuser):
        return True
    if unit is None:
        posted = postings_in_force(office_day(clock))
        return posted.filter(staff=actor, role=Role.ADMINISTRATOR, unit__depth=1).exists()
    return bool(authorities(actor, Role.ADMINISTRATOR, unit, clock=clock))


def can_administer_person(actor: Staff | None, person: Staff, *, clock: Clock = SYSTEM) -> bool:
    """Whoever administers every unit that the person acts in; without any: every administrator.

    Every one, not one: with a new password an administrator can act as that person everywhere.
    Only a superuser touches a superuser.
    """
    if actor is None or (actor.is_active and actor.is_superuser):
        return True
    if person.is_superuser or not is_administrator(actor, clock=clock):
        return False
    return all(can_administer(actor, posting.unit, clock=clock) for posting in _reach(person, clock))


def can_manage_delegations_of(actor: Staff | None, principal: Staff, *, clock: Clock = SYSTEM) -> bool:
    return actor == principal or can_administer_person(actor, principal, clock=clock)


def can_revoke(actor: Staff | None, delegation: Delegation, *, clock: Clock = SYSTEM) -> bool:
    """The absent person, their administrator, or the deputy who hands it back."""
    return actor == delegation.deputy or can_manage_delegations_of(actor, delegation.principal, clock=clock)


def is_level_fitting(level: int, parent: Unit | None) -> bool:
    """As deep as the unit above, or deeper: a province's office may stand below it, a ministry not."""
    return parent is None or level >= parent.level


def _reach(person: Staff, clock: Clock) -> list[Posting]:
    """Postings that count now, lent ones included, and those that will count later."""
    ended = Q(valid_until__lt=office_day(clock))
    own = Posting.objects.filter(staff=person).exclude(ended).select_related("unit")
    return [*own, *effective_postings(person, clock=clock)]
