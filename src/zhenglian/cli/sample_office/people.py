"""One person a role. User names are the roles' own names, so that nobody needs to look them up."""

from __future__ import annotations

from zhenglian.cli.sample_office.units import SampleUnits
from zhenglian.kernel.clock import Clock
from zhenglian.people.api import Staff, Unit, appoint, create_staff, furnish_groups
from zhenglian.people.enums import Role

NAMES = {
    Role.EDITOR: "林晓雯",
    Role.FIRST_REVIEWER: "陈立新",
    Role.SECOND_REVIEWER: "周敏",
    Role.THIRD_REVIEWER: "何建华",
    Role.PUBLISHER: "吴倩",
    Role.DUTY_OFFICER: "赵志远",
    Role.SUPERVISOR: "孙国平",
    Role.MATRIX_MANAGER: "郑洁",
    Role.ADMINISTRATOR: "王海涛",
}


def unit_of(role: Role, units: SampleUnits) -> Unit:
    """Writing and the first two reviews in the institute; leaders and accounts in the centre above."""
    if role in (Role.EDITOR, Role.FIRST_REVIEWER, Role.SECOND_REVIEWER):
        return units.institute
    if role in (Role.SUPERVISOR, Role.MATRIX_MANAGER, Role.ADMINISTRATOR):
        return units.ministry
    return units.centre


def load_people(units: SampleUnits, *, password: str, clock: Clock) -> dict[Role, Staff]:
    furnish_groups()
    return {role: _person(role, units, password, clock) for role in Role}


def _person(role: Role, units: SampleUnits, password: str, clock: Clock) -> Staff:
    """Who exists keeps their password and postings, whatever was changed about them meanwhile."""
    staff = Staff.objects.filter(username=role.value).first()
    if staff is None:
        staff = create_staff(role.value, display_name=NAMES[role], password=password, actor=None, clock=clock)
        appoint(staff, role, unit_of(role, units), actor=None, clock=clock)
    return staff
