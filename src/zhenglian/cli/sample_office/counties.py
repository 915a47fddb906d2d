"""What cases need before they come: outlines to look a position up in, topics, and people of all levels."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from zhenglian.cli.sample_office.units import BELOW, MINISTRY
from zhenglian.kernel.clock import BEIJING, Clock
from zhenglian.people.api import Staff, Unit, appoint, create_staff, holders
from zhenglian.people.enums import Role
from zhenglian.places.api import Origin, generation_in_use, load_boundaries, switch_on_boundaries
from zhenglian.places.enums import Datum
from zhenglian.triage.api import categories, import_categories, shipped_categories

OUTLINES = Path(__file__).parent / "data" / "counties.geojson"
ORIGIN = Origin("示意轮廓（非地图）", "为示例单位手绘，不代表任何界线", "随本项目")
POSTED_SINCE = timedelta(days=90)  # the sample cases begin later
PROVINCE, CITY, COUNTY = (name for name, _short, _level in BELOW)


class Local(NamedTuple):
    """Somebody below the ministry. The county's officer also reviews, but never what they wrote."""

    username: str
    name: str
    unit: str
    roles: tuple[Role, ...]


LOCALS = (
    Local("province_officer", "冯明", PROVINCE, (Role.DUTY_OFFICER,)),
    Local("city_officer", "许静", CITY, (Role.DUTY_OFFICER,)),
    Local("city_reviewer", "唐宁", CITY, (Role.FIRST_REVIEWER, Role.SUPERVISOR)),
    Local("county_officer", "韩松", COUNTY, (Role.DUTY_OFFICER, Role.FIRST_REVIEWER)),
    Local("county_reviewer", "罗岚", COUNTY, (Role.FIRST_REVIEWER, Role.SUPERVISOR)),
)


def load_counties(*, clock: Clock) -> None:
    """Only where no boundaries are in use: those of a real authority are never replaced."""
    if generation_in_use() is None:
        text = OUTLINES.read_text(encoding="utf-8")
        found = load_boundaries(text, origin=ORIGIN, datum=Datum.WGS84, actor=None, clock=clock)
        switch_on_boundaries(found, actor=None, clock=clock)


def load_topics(*, clock: Clock) -> None:
    if not categories().exists():
        import_categories(shipped_categories(), actor=None, clock=clock)


def load_locals(*, password: str, clock: Clock) -> dict[str, Staff]:
    """By user name. Who exists keeps their password and postings."""
    _post_at_the_top(clock)
    return {each.username: _person(each, password, clock) for each in LOCALS}


def _post_at_the_top(clock: Clock) -> None:
    """Reports come in at the topmost office: the officer of the inbox sits at that desk as well."""
    top, officer = Unit.objects.get(name=MINISTRY), Staff.objects.get(username=Role.DUTY_OFFICER.value)
    if not holders(Role.DUTY_OFFICER, top, clock=clock):
        since = (clock.now() - POSTED_SINCE).astimezone(BEIJING).date()
        appoint(officer, Role.DUTY_OFFICER, top, valid_from=since, actor=None, clock=clock)


def _person(who: Local, password: str, clock: Clock) -> Staff:
    staff = Staff.objects.filter(username=who.username).first()
    if staff is not None:
        return staff
    staff = create_staff(who.username, display_name=who.name, password=password, actor=None, clock=clock)
    unit = Unit.objects.get(name=who.unit)
    since = (clock.now() - POSTED_SINCE).astimezone(BEIJING).date()
    for role in who.roles:
        appoint(staff, role, unit, valid_from=since, actor=None, clock=clock)
    return staff
