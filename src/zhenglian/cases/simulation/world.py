"""Offices of four levels, their staff, a second root below which nobody is, a table of responsibilities."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from zhenglian.cases.actions.arbitration import set_arbiter
from zhenglian.kernel.clock import Clock
from zhenglian.people.api import Staff, Unit, appoint, create_unit
from zhenglian.people.enums import Role, UnitKind, UnitLevel
from zhenglian.places.api import upper_divisions
from zhenglian.places.enums import Level
from zhenglian.reviews.api import ensure_rule
from zhenglian.routing.api import RowFacts, replace_rows, start_draft, switch_on

PROVINCES = ("510000", "520000", "530000")
CITIES, COUNTIES = 2, 3  # below each other
ROLES = (Role.DUTY_OFFICER, Role.SUPERVISOR, Role.FIRST_REVIEWER)


@dataclass
class World:
    """`staff` {(unit id, role): person}; `county_codes` of the offices that the table names."""

    units: list[Unit] = field(default_factory=list)
    by_id: dict[int, Unit] = field(default_factory=dict)
    staff: dict[tuple[int, Role], Staff] = field(default_factory=dict)
    people: list[Staff] = field(default_factory=list)
    county_codes: list[str] = field(default_factory=list)

    def person(self, unit_id: int, role: Role) -> Staff:
        return self.staff[unit_id, role]

    def other_unit(self, random: Random) -> Unit:
        return random.choice(self.units)


def build_world(*, clock: Clock) -> World:
    """Some 35 offices; the second root takes complaints about the first."""
    ensure_rule("cases.answer", "", name="simulation", levels=1, clock=clock)
    world, rows = World(), []
    top = _unit(world, "ministry", None, UnitLevel.STATE, clock)
    rows.append(RowFacts(unit=top))
    for code in PROVINCES:
        province = _unit(world, f"province {code}", top, UnitLevel.PROVINCE, clock)
        rows.append(RowFacts(unit=province, area_code=code))
        set_arbiter(code[:2], province, actor=None, clock=clock)
        for city_code in _codes(Level.CITY, code, CITIES):
            rows += _city(world, province, city_code, clock)
    _unit(world, "inspection", None, UnitLevel.STATE, clock)
    draft = start_draft(actor=None, clock=clock)
    draft = replace_rows(rows, seen=draft.edit, actor=None, clock=clock)
    switch_on(seen=draft.edit, reason="simulation", actor=None, clock=clock)
    world.by_id = {unit.pk: unit for unit in world.units}
    return world


def _city(world: World, province: Unit, code: str, clock: Clock) -> list[RowFacts]:
    """A city with its counties; the first county's office has a station below it, which helps."""
    city = _unit(world, f"city {code}", province, UnitLevel.CITY, clock)
    rows = [RowFacts(unit=city, area_code=code)]
    for number, county_code in enumerate(_codes(Level.COUNTY, code, COUNTIES)):
        county = _unit(world, f"county {county_code}", city, UnitLevel.COUNTY, clock)
        helpers: tuple[Unit, ...] = ()
        if number == 0:
            helpers = (_unit(world, f"station {county_code}", county, UnitLevel.COUNTY, clock),)
        rows.append(RowFacts(unit=county, area_code=county_code, co_handlers=helpers))
        world.county_codes.append(county_code)
    return rows


def _codes(level: Level, parent: str, number: int) -> list[str]:
    """The first so many real divisions below another one."""
    rows = [row for row in upper_divisions().values() if row.level == level and row.parent == parent]
    return sorted(row.code for row in rows if not row.is_placeholder)[:number]


def _unit(world: World, name: str, parent: Unit | None, level: UnitLevel, clock: Clock) -> Unit:
    unit = create_unit(
        name=name, parent=parent, level=level, kind=UnitKind.DEPARTMENT, actor=None, clock=clock
    )
    world.units.append(unit)
    for role in ROLES:
        person = Staff.objects.create(username=f"{role}-{unit.pk}", display_name=f"{role} {unit.pk}")
        appoint(person, role, unit, actor=None, clock=clock)
        world.staff[unit.pk, role] = person
        world.people.append(person)
    return unit
