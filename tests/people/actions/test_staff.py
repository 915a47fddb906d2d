import pytest

from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.audit.api import Entry, entries_on
from zhenglian.people.actions.staff import change_staff, create_staff, set_password
from zhenglian.people.enums import Role
from zhenglian.people.errors import NotAdministratorHere, UsernameTaken
from zhenglian.people.models import Staff

PERSON = {"display_name": "周敏", "password": "a-long-password"}


@pytest.fixture
def administrator(db):
    return PostingFactory(role=Role.ADMINISTRATOR).staff


def change(staff, actor, **given):
    values = {"display_name": "周敏", "email": "", "phone": "", "is_active": True}
    return change_staff(staff, actor=actor, **values | given)


def test_new_log_in_has_no_role_and_a_hashed_password(administrator):
    staff = create_staff("zhoumin", actor=administrator, **PERSON)

    assert (str(staff), staff.postings.count(), staff.groups.count()) == ("周敏", 0, 0)
    assert staff.check_password("a-long-password")
    assert entries_on("people.staff", staff.pk).get().act == "people.create_staff"


def test_user_name_is_given_once(administrator):
    create_staff("zhoumin", actor=administrator, **PERSON)

    with pytest.raises(UsernameTaken):
        create_staff("zhoumin", actor=administrator, **PERSON)


def test_log_ins_are_opened_by_administrators(db):
    with pytest.raises(NotAdministratorHere):
        create_staff("zhoumin", actor=PostingFactory(role=Role.SUPERVISOR).staff, **PERSON)


def test_change_names_the_columns_in_the_record_but_not_the_values(administrator):
    staff = StaffFactory(display_name="周敏")

    change(staff, administrator, phone="010-00000000")

    entry = entries_on("people.staff", staff.pk).get()
    assert entry.detail == {"changed": ["phone"], "is_active": True}
    assert Staff.objects.get(pk=staff.pk).phone == "010-00000000"


def test_closed_log_in_loses_its_groups(administrator):
    posting = PostingFactory(unit=administrator.postings.get().unit)

    change(posting.staff, administrator, is_active=False)

    assert not Staff.objects.get(pk=posting.staff.pk).is_active
    assert posting.staff.groups.count() == 0


def test_people_of_another_unit_are_not_changed(administrator):
    staff = PostingFactory(unit=UnitFactory()).staff

    with pytest.raises(NotAdministratorHere):
        change(staff, administrator)
    with pytest.raises(NotAdministratorHere):
        set_password(staff, "another-password", actor=administrator)


def test_own_password_is_ones_own(db):
    staff = StaffFactory()

    set_password(staff, "another-password", actor=staff)

    assert Staff.objects.get(pk=staff.pk).check_password("another-password")
    assert "another-password" not in str(list(Entry.objects.values()))
