import pytest

from tests.factories.people import DelegationFactory, PostingFactory, StaffFactory, UnitFactory
from zhenglian.people.enums import Role, UnitLevel
from zhenglian.people.rules import (
    can_administer,
    can_administer_person,
    can_manage_delegations_of,
    can_revoke,
    is_level_fitting,
)


@pytest.fixture
def province(db):
    return UnitFactory(level=UnitLevel.PROVINCE, parent=UnitFactory(name="部"))


@pytest.fixture
def administrator(province):
    return PostingFactory(unit=province, role=Role.ADMINISTRATOR).staff


def test_administrator_administers_below_but_not_above(province, administrator, clock):
    city = UnitFactory(level=UnitLevel.CITY, parent=province)

    assert can_administer(administrator, city, clock=clock)
    assert not can_administer(administrator, province.get_parent(), clock=clock)
    assert not can_administer(administrator, None, clock=clock)


def test_administrator_of_a_top_unit_may_open_another(db, clock):
    assert can_administer(PostingFactory(role=Role.ADMINISTRATOR).staff, None, clock=clock)


def test_superuser_and_system_administer_everything_unless_closed(province, clock):
    assert can_administer(None, province, clock=clock)
    assert can_administer(StaffFactory(is_superuser=True), None, clock=clock)
    assert not can_administer(StaffFactory(is_superuser=True, is_active=False), None, clock=clock)


def test_person_is_administered_only_by_who_administers_all_their_units(province, administrator, clock):
    below = PostingFactory(unit=province).staff
    elsewhere = PostingFactory(unit=province).staff
    PostingFactory(staff=elsewhere, unit=province.get_parent())

    assert can_administer_person(administrator, below, clock=clock)
    assert not can_administer_person(administrator, elsewhere, clock=clock)
    assert can_administer_person(administrator, StaffFactory(), clock=clock)


def test_deputy_of_a_leader_is_not_administered_from_below(province, administrator, clock):
    leader = PostingFactory(unit=province.get_parent(), role=Role.THIRD_REVIEWER).staff
    deputy = DelegationFactory(principal=leader, deputy=PostingFactory(unit=province).staff).deputy

    assert not can_administer_person(administrator, deputy, clock=clock)


def test_superuser_is_administered_by_superusers_only(administrator, clock):
    root = StaffFactory(is_superuser=True)

    assert not can_administer_person(administrator, root, clock=clock)
    assert can_administer_person(StaffFactory(is_superuser=True), root, clock=clock)


def test_everybody_manages_their_own_delegations_and_no_others(province, clock):
    one, other = PostingFactory(unit=province).staff, PostingFactory(unit=province).staff

    assert can_manage_delegations_of(one, one, clock=clock)
    assert not can_manage_delegations_of(one, other, clock=clock)


def test_delegation_is_revoked_by_principal_deputy_or_administrator(province, administrator, clock):
    delegation = DelegationFactory(principal=PostingFactory(unit=province).staff)

    allowed = [delegation.principal, delegation.deputy, administrator, StaffFactory()]

    assert [can_revoke(who, delegation, clock=clock) for who in allowed] == [True, True, True, False]


@pytest.mark.parametrize(("level", "fits"), [(1, False), (2, True), (3, True), (4, True)])
def test_level_is_that_of_the_unit_above_or_deeper(province, level, fits):
    assert is_level_fitting(level, province) is fits
