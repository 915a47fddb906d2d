from datetime import date

import pytest
from django.db import IntegrityError

from tests.factories.people import DelegationFactory, PostingFactory, StaffFactory, UnitFactory


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (date(2008, 3, 14), False),
        (date(2008, 3, 15), True),
        (date(2018, 3, 16), True),
        (date(2018, 3, 17), False),
    ],
)
def test_unit_is_valid_from_its_first_to_its_last_day(day, valid):
    unit = UnitFactory.build(valid_from=date(2008, 3, 15), valid_until=date(2018, 3, 16))

    assert unit.is_valid_on(day) is valid


def test_staff_goes_by_one_name_everywhere(db):
    staff = StaffFactory(display_name="周敏")
    staff.display_name = "周晓敏"
    staff.save(update_fields=["display_name"])

    staff.refresh_from_db()
    assert (str(staff), staff.get_full_name(), staff.first_name) == ("周晓敏",) * 3


def test_role_is_held_in_a_unit_once(db):
    posting = PostingFactory()

    with pytest.raises(IntegrityError):
        PostingFactory(staff=posting.staff, unit=posting.unit, role=posting.role)


def test_delegation_to_oneself_is_refused_by_the_database(db):
    staff = StaffFactory()

    with pytest.raises(IntegrityError):
        DelegationFactory(principal=staff, deputy=staff)
