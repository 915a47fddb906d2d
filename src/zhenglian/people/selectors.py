"""Who holds which role where, on a day: postings, delegations in force, and the reach of units."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.authority import Authority, office_day
from zhenglian.people.enums import Role
from zhenglian.people.models import Delegation, Posting, Staff, Unit
from zhenglian.people.remembering import postings_while_standing, remembered_postings


def in_force(day: date, prefix: str = "") -> Q:
    """Rows whose validity dates include the day; an empty date is open."""
    start, end = f"{prefix}valid_from", f"{prefix}valid_until"
    return (Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": day})) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": day})
    )


def reaching_units(unit: Unit) -> set[int]:
    """Ids of the units whose postings reach this one: itself, all above it, and their successors.

    Successors, because what a merged or closed unit leaves behind is theirs to look after.
    """
    found: set[int] = set()
    frontier: list[Unit] = [unit]
    while frontier:
        step = Unit.steplen
        paths = {each.path[:end] for each in frontier for end in range(step, len(each.path) + 1, step)}
        reached = set(Unit.objects.filter(path__in=paths).values_list("pk", flat=True)) - found
        found |= reached
        frontier = list(Unit.objects.filter(predecessors__in=reached).exclude(pk__in=found).distinct())
    return found


def valid_units(*, clock: Clock = SYSTEM) -> QuerySet[Unit]:
    """Units in force today, in the order of the tree."""
    return Unit.objects.filter(in_force(office_day(clock))).order_by("path")


def postings_in_force(day: date) -> QuerySet[Posting]:
    return Posting.objects.filter(in_force(day), staff__is_active=True).select_related("staff", "unit")


def delegations_in_force(*, clock: Clock = SYSTEM) -> QuerySet[Delegation]:
    """Started, not ended, not revoked, and both sides still log in."""
    now = clock.now()
    return Delegation.objects.filter(
        starts_at__lte=now,
        ends_at__gt=now,
        revoked_at=None,
        principal__is_active=True,
        deputy__is_active=True,
    ).select_related("principal", "deputy")


def authorities(staff: Staff, role: Role | str, unit: Unit, *, clock: Clock = SYSTEM) -> list[Authority]:
    """In whose names the person may act as `role` on the unit: their own first, then as deputy.

    A posting reaches its unit and all units below. A deputy holds what the principal themselves
    holds now, never what was delegated to the principal: there are no chains.
    """
    if not staff.is_active:
        return []
    role = Role(role)
    posted = postings_in_force(office_day(clock)).filter(role=role, unit__in=reaching_units(unit))
    own = [Authority(staff, role, unit)] if posted.filter(staff=staff).exists() else []
    absent = (
        delegations_in_force(clock=clock)
        .filter(Q(role="") | Q(role=role), deputy=staff, principal__in=posted.values("staff"))
        .order_by("starts_at", "pk")
    )
    principals = dict.fromkeys(delegation.principal for delegation in absent)
    return own + [Authority(staff, role, unit, principal) for principal in principals]


def has_role(staff: Staff, role: Role | str, unit: Unit | None = None, *, clock: Clock = SYSTEM) -> bool:
    """Whether the person may act as `role`, by posting or as deputy; without a unit: anywhere."""
    if unit is not None:
        return bool(authorities(staff, role, unit, clock=clock))
    return Role(role) in roles_of(staff, clock=clock)


def roles_of(staff: Staff, *, clock: Clock = SYSTEM) -> set[Role]:
    """All roles that the person may act in somewhere, by posting or as deputy."""
    if not staff.is_active:
        return set()
    return {Role(posting.role) for posting in effective_postings(staff, clock=clock)}


def effective_postings(staff: Staff, *, clock: Clock = SYSTEM) -> list[Posting]:
    """The person's own postings in force, then those of whom they stand in for."""
    if clock is SYSTEM:
        return remembered_postings(staff.pk, lambda: _asked_postings(staff, clock))
    return postings_while_standing(staff.pk, lambda: _asked_postings(staff, clock))


def _asked_postings(staff: Staff, clock: Clock) -> list[Posting]:
    posted = postings_in_force(office_day(clock))
    found = list(posted.filter(staff=staff))
    for delegation in delegations_in_force(clock=clock).filter(deputy=staff):
        lent = posted.filter(staff=delegation.principal)
        found += lent.filter(role=delegation.role) if delegation.role else lent
    return found


def holders(role: Role | str, unit: Unit, *, clock: Clock = SYSTEM) -> list[Staff]:
    """Everybody who may act as `role` on the unit, deputies included, ordered by name."""
    posted = postings_in_force(office_day(clock)).filter(role=Role(role), unit__in=reaching_units(unit))
    deputies = delegations_in_force(clock=clock).filter(
        Q(role="") | Q(role=Role(role)), principal__in=posted.values("staff")
    )
    who = Q(pk__in=posted.values("staff")) | Q(pk__in=deputies.values("deputy"))
    return list(Staff.objects.filter(who).order_by("display_name", "pk"))


def holders_anywhere(roles: Iterable[Role | str], *, clock: Clock = SYSTEM) -> list[Staff]:
    """Everybody who may act in one of the roles on any unit, deputies included, ordered by name."""
    wanted = [Role(role) for role in roles]
    posted = postings_in_force(office_day(clock)).filter(role__in=wanted)
    who = Q(pk__in=posted.values("staff"))
    for delegation in delegations_in_force(clock=clock).filter(Q(role="") | Q(role__in=wanted)):
        lent = posted.filter(staff=delegation.principal)
        if (lent.filter(role=delegation.role) if delegation.role else lent).exists():
            who |= Q(pk=delegation.deputy_id)
    return list(Staff.objects.filter(who, is_active=True).order_by("display_name", "pk"))


def units_of(staff: Staff, roles: Iterable[Role | str], *, clock: Clock = SYSTEM) -> QuerySet[Unit]:
    """Units in force on which the person may act in one of the roles: where posted, and all below."""
    wanted = {Role(role) for role in roles}
    reach = Q(pk__in=[])
    if staff.is_active:
        for posting in effective_postings(staff, clock=clock):
            if Role(posting.role) in wanted:
                reach |= Q(path__startswith=posting.unit.path)
    return valid_units(clock=clock).filter(reach)


def is_administrator(staff: Staff, *, clock: Clock = SYSTEM) -> bool:
    """Whether the person administers anything at all; `rules.can_administer` asks about one unit."""
    return staff.is_active and (staff.is_superuser or has_role(staff, Role.ADMINISTRATOR, clock=clock))


def roles_posted(staff: Staff, *, clock: Clock = SYSTEM) -> list[Role]:
    """The roles that the person holds themselves today, in the order of `Role`."""
    held = set(postings_in_force(office_day(clock)).filter(staff=staff).values_list("role", flat=True))
    return [role for role in Role if role in held]


def postings_visible(*, of: Staff | None = None) -> QuerySet[Posting]:
    """Postings of everybody or of one, past and future ones too, by person and unit."""
    found = Posting.objects.select_related("staff", "unit").order_by(
        "staff__display_name", "unit__path", "role"
    )
    return found if of is None else found.filter(staff=of)


def delegations_concerning(staff: Staff) -> QuerySet[Delegation]:
    """Given or held by the person, past ones too, newest first."""
    return (
        Delegation.objects.filter(Q(principal=staff) | Q(deputy=staff))
        .select_related("principal", "deputy")
        .order_by("-starts_at", "-pk")
    )


def all_delegations() -> QuerySet[Delegation]:
    return Delegation.objects.select_related("principal", "deputy").order_by("-starts_at", "-pk")
