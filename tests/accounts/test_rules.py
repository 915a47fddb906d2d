import pytest

from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.accounts.rules import can_manage_account, can_stop_account
from zhenglian.people.enums import Role

MANAGING = {Role.MATRIX_MANAGER, Role.ADMINISTRATOR}
STOPPING = MANAGING | {Role.PUBLISHER, Role.DUTY_OFFICER}


@pytest.mark.parametrize("role", list(Role))
def test_role_in_the_accounts_unit_manages_or_stops(db, clock, role):
    posting = PostingFactory(role=role)

    assert can_manage_account(posting.staff, posting.unit, clock=clock) is (role in MANAGING)
    assert can_stop_account(posting.staff, posting.unit, clock=clock) is (role in STOPPING)


def test_role_in_another_unit_does_not_count(db, clock):
    manager = PostingFactory(role=Role.MATRIX_MANAGER).staff

    assert not can_stop_account(manager, UnitFactory(), clock=clock)


def test_system_and_superuser_manage_every_account(db, clock):
    unit = UnitFactory()

    assert can_manage_account(None, unit, clock=clock)
    assert can_manage_account(StaffFactory(is_superuser=True), unit, clock=clock)
