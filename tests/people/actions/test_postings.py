from datetime import date, timedelta

import pytest

from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.audit.api import entries_on
from zhenglian.people.actions.postings import appoint, end_posting
from zhenglian.people.enums import Role
from zhenglian.people.errors import NotAdministratorHere, OwnRole, UnitNotInForce
from zhenglian.people.models import Posting
from zhenglian.people.selectors import has_role


def test_appointed_person_holds_the_role_from_today(db, clock):
    staff, unit = StaffFactory(), UnitFactory()

    posting = appoint(staff, Role.EDITOR, unit, actor=None, clock=clock)

    assert posting.valid_from == date(2026, 1, 15)
    assert has_role(staff, Role.EDITOR, unit, clock=clock)
    entry = entries_on("people.staff", staff.pk).get()
    assert (entry.act, entry.detail["unit"]) == ("people.appoint", unit.name)


def test_several_roles_in_several_units(db, clock):
    staff, one, other = StaffFactory(), UnitFactory(), UnitFactory()

    for role, unit in ((Role.EDITOR, one), (Role.PUBLISHER, one), (Role.EDITOR, other)):
        appoint(staff, role, unit, actor=None, clock=clock)

    assert Posting.objects.filter(staff=staff).count() == 3
    assert not has_role(staff, Role.PUBLISHER, other, clock=clock)


def test_second_appointment_changes_the_dates_only(db, clock):
    staff, unit = StaffFactory(), UnitFactory()
    end_posting(appoint(staff, Role.EDITOR, unit, actor=None, clock=clock), actor=None, clock=clock)

    again = appoint(staff, Role.EDITOR, unit, actor=None, valid_until=date(2026, 6, 30), clock=clock)

    assert Posting.objects.get() == again
    assert has_role(staff, Role.EDITOR, unit, clock=clock)


def test_appointing_is_for_administrators_of_the_unit(db, clock):
    unit = UnitFactory()
    administrator = PostingFactory(unit=UnitFactory(parent=unit), role=Role.ADMINISTRATOR).staff

    with pytest.raises(NotAdministratorHere):
        appoint(StaffFactory(), Role.EDITOR, unit, actor=administrator, clock=clock)


def test_nobody_appoints_themselves(db, clock):
    posting = PostingFactory(role=Role.ADMINISTRATOR)

    with pytest.raises(OwnRole):
        appoint(posting.staff, Role.FIRST_REVIEWER, posting.unit, actor=posting.staff, clock=clock)


def test_no_appointment_in_a_unit_that_is_gone(db, clock):
    with pytest.raises(UnitNotInForce):
        appoint(
            StaffFactory(), Role.EDITOR, UnitFactory(valid_until=date(2018, 3, 21)), actor=None, clock=clock
        )


def test_ended_posting_stops_to_count_at_once(db, clock):
    posting = PostingFactory()

    end_posting(posting, actor=None, clock=clock)

    assert not has_role(posting.staff, Role.EDITOR, posting.unit, clock=clock)


def test_posting_ended_for_later_counts_until_then(db, clock):
    posting = PostingFactory()

    end_posting(posting, last_day=date(2026, 1, 16), actor=None, clock=clock)
    tomorrow = (clock.advance(timedelta(days=1)), has_role(posting.staff, Role.EDITOR, clock=clock))[1]
    clock.advance(timedelta(days=1))

    assert (tomorrow, has_role(posting.staff, Role.EDITOR, clock=clock)) == (True, False)


def test_posting_is_ended_by_administrators_only(db, clock):
    posting = PostingFactory()

    with pytest.raises(NotAdministratorHere):
        end_posting(posting, actor=posting.staff, clock=clock)
