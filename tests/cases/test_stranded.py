"""A complaint about the topmost office is stored unread, and goes to another root as soon as there is one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.cases import posted
from tests.factories.people import UnitFactory
from zhenglian.cases.actions.assigning import exclude_offices
from zhenglian.cases.actions.climbing import climb_ladder
from zhenglian.cases.actions.routing import route_due
from zhenglian.cases.actions.stranded import release_stranded
from zhenglian.cases.enums import CaseState
from zhenglian.cases.scope import can_see, visible_to
from zhenglian.people.enums import Role, UnitLevel

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranded(office, opened):
    return opened(about=frozenset({office.units["ministry"].pk}))


def everybody(office):
    return [*office.officers.values(), *office.supervisors.values()]


def test_complaint_about_the_only_root_is_stored_and_read_by_nobody(office, stranded, clock):
    assert (stranded.state, stranded.unit) == (CaseState.RECEIVED, office.units["ministry"])
    assert stranded.answer_due_at is not None
    assert not any(can_see(staff, stranded, clock=clock) for staff in everybody(office))


def test_administrators_are_mailed_its_number_alone(
    office, opened, mailoutbox, django_capture_on_commit_callbacks
):
    admin = posted(Role.ADMINISTRATOR, office.units["ministry"], email="admin@example.test")

    with django_capture_on_commit_callbacks(execute=True):
        case = opened(about=frozenset({office.units["ministry"].pk}))

    [mail] = mailoutbox
    assert mail.to == [admin.email]
    assert case.number in mail.subject
    assert case.words not in mail.body
    assert case.code not in mail.body


def test_neither_routing_nor_the_ladder_gives_it_to_anybody(office, stranded, clock):
    route_due(clock=clock)
    clock.advance(timedelta(days=60))
    climb_ladder(clock=clock)

    stranded.refresh_from_db()
    assert (stranded.state, stranded.unit) == (CaseState.RECEIVED, office.units["ministry"])
    assert stranded.raised_to is None
    assert release_stranded(clock=clock) == 0


def test_second_root_gets_it_by_itself(office, stranded, clock):
    inspection = UnitFactory(name="督察办", level=UnitLevel.STATE)
    officer = posted(Role.DUTY_OFFICER, inspection)

    assert release_stranded(clock=clock) == 1
    assert release_stranded(clock=clock) == 0

    stranded.refresh_from_db()
    assert stranded.unit == inspection
    assert [case.pk for case in visible_to(officer, clock=clock)] == [stranded.pk]


def test_exclusion_of_everybody_takes_it_from_all(office, led, clock):
    case = led("county")

    case = exclude_offices(case, [office.units["ministry"]], actor=office.supervisors["city"], clock=clock)

    assert (case.state, case.unit) == (CaseState.RECEIVED, office.units["ministry"])
    assert not any(can_see(staff, case, clock=clock) for staff in everybody(office))
