from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories.people import DelegationFactory, PostingFactory, StaffFactory, UnitFactory
from zhenglian.people.authority import Authority
from zhenglian.people.enums import Role
from zhenglian.people.selectors import (
    authorities,
    has_role,
    holders,
    holders_anywhere,
    is_administrator,
    roles_of,
    units_of,
)


@pytest.fixture
def tree(db):
    """Ministry > centre > office; a bureau beside the centre."""
    ministry = UnitFactory(name="部")
    centre = UnitFactory(name="中心", parent=ministry)
    office = UnitFactory(name="研究所", parent=centre)
    bureau = UnitFactory(name="厅", parent=ministry)
    return {"ministry": ministry, "centre": centre, "office": office, "bureau": bureau}


def test_posting_reaches_its_unit_and_all_below_but_nothing_beside_or_above(tree, clock):
    staff = PostingFactory(unit=tree["centre"], role=Role.EDITOR).staff

    reached = {name for name, unit in tree.items() if has_role(staff, Role.EDITOR, unit, clock=clock)}

    assert reached == {"centre", "office"}
    assert authorities(staff, Role.EDITOR, tree["office"], clock=clock) == [
        Authority(staff, Role.EDITOR, tree["office"])
    ]
    assert not has_role(staff, Role.PUBLISHER, tree["centre"], clock=clock)


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "counts"),
    [
        (None, None, True),
        (date(2026, 1, 15), date(2026, 1, 15), True),
        (date(2026, 1, 16), None, False),
        (None, date(2026, 1, 14), False),
    ],
)
def test_posting_counts_on_its_days_only(tree, clock, valid_from, valid_until, counts):
    posting = PostingFactory(unit=tree["office"], valid_from=valid_from, valid_until=valid_until)

    assert has_role(posting.staff, Role.EDITOR, tree["office"], clock=clock) is counts
    assert holders(Role.EDITOR, tree["office"], clock=clock) == ([posting.staff] if counts else [])


def test_day_of_a_posting_begins_at_midnight_in_beijing(tree, clock):
    posting = PostingFactory(unit=tree["office"], valid_from=date(2026, 1, 16))

    clock.advance(timedelta(hours=14, minutes=59))  # 23:59 on the 15th
    before = has_role(posting.staff, Role.EDITOR, clock=clock)
    clock.advance(timedelta(minutes=1))

    assert (before, has_role(posting.staff, Role.EDITOR, clock=clock)) == (False, True)


def test_closed_log_in_holds_nothing(tree, clock):
    staff = PostingFactory(unit=tree["office"], staff=StaffFactory(is_active=False)).staff

    assert authorities(staff, Role.EDITOR, tree["office"], clock=clock) == []
    assert holders(Role.EDITOR, tree["office"], clock=clock) == []
    assert roles_of(staff, clock=clock) == set()


def test_deputy_acts_for_the_principal_and_says_so(tree, clock):
    principal = PostingFactory(unit=tree["centre"], role=Role.SECOND_REVIEWER).staff
    deputy = DelegationFactory(principal=principal).deputy

    found = authorities(deputy, Role.SECOND_REVIEWER, tree["office"], clock=clock)

    assert found == [Authority(deputy, Role.SECOND_REVIEWER, tree["office"], principal)]
    assert holders(Role.SECOND_REVIEWER, tree["office"], clock=clock) == sorted(
        [principal, deputy], key=lambda staff: staff.display_name
    )


def test_own_authority_comes_before_those_lent(tree, clock):
    deputy = PostingFactory(unit=tree["office"], role=Role.PUBLISHER).staff
    principal = PostingFactory(unit=tree["office"], role=Role.PUBLISHER).staff
    DelegationFactory(principal=principal, deputy=deputy)

    found = authorities(deputy, Role.PUBLISHER, tree["office"], clock=clock)

    assert [authority.principal for authority in found] == [None, principal]


@pytest.mark.parametrize(
    "changed",
    [
        {"starts_at": datetime(2026, 2, 1, tzinfo=UTC)},
        {"ends_at": datetime(2026, 1, 15, 1, 0, tzinfo=UTC)},
        {"revoked_at": datetime(2026, 1, 10, tzinfo=UTC)},
        {"role": Role.PUBLISHER},
    ],
    ids=["not started", "just over", "revoked", "another role"],
)
def test_delegation_not_in_force_lends_nothing(tree, clock, changed):
    principal = PostingFactory(unit=tree["office"], role=Role.FIRST_REVIEWER).staff
    deputy = DelegationFactory(principal=principal, **changed).deputy

    assert not has_role(deputy, Role.FIRST_REVIEWER, tree["office"], clock=clock)
    assert not has_role(deputy, Role.FIRST_REVIEWER, clock=clock)
    assert holders(Role.FIRST_REVIEWER, tree["office"], clock=clock) == [principal]


def test_delegation_ends_by_itself(tree, clock):
    principal = PostingFactory(unit=tree["office"]).staff
    deputy = DelegationFactory(principal=principal, ends_at=clock.now() + timedelta(hours=1)).deputy

    during = has_role(deputy, Role.EDITOR, tree["office"], clock=clock)
    clock.advance(timedelta(hours=1))

    assert (during, has_role(deputy, Role.EDITOR, tree["office"], clock=clock)) == (True, False)


def test_what_was_lent_cannot_be_lent_on(tree, clock):
    first = PostingFactory(unit=tree["office"]).staff
    second = DelegationFactory(principal=first).deputy
    third = DelegationFactory(principal=second).deputy

    assert has_role(second, Role.EDITOR, tree["office"], clock=clock)
    assert not has_role(third, Role.EDITOR, tree["office"], clock=clock)


def test_deputy_loses_what_the_principal_loses(tree, clock):
    posting = PostingFactory(unit=tree["office"], valid_until=date(2026, 1, 15))
    deputy = DelegationFactory(principal=posting.staff).deputy

    during = has_role(deputy, Role.EDITOR, tree["office"], clock=clock)
    clock.advance(timedelta(days=1))

    assert (during, has_role(deputy, Role.EDITOR, tree["office"], clock=clock)) == (True, False)


def test_deputy_of_somebody_whose_log_in_is_closed_holds_nothing(tree, clock):
    posting = PostingFactory(unit=tree["office"], staff=StaffFactory(is_active=False))
    deputy = DelegationFactory(principal=posting.staff).deputy

    assert not has_role(deputy, Role.EDITOR, tree["office"], clock=clock)


def test_units_of_are_the_posted_ones_and_all_below_in_force(tree, clock):
    staff = PostingFactory(unit=tree["centre"], role=Role.EDITOR).staff
    PostingFactory(staff=staff, unit=tree["bureau"], role=Role.PUBLISHER)
    UnitFactory(parent=tree["office"], name="旧", valid_until=date(2018, 3, 1))

    found = units_of(staff, [Role.EDITOR], clock=clock)

    assert [unit.name for unit in found] == ["中心", "研究所"]
    assert [unit.name for unit in units_of(staff, [Role.SUPERVISOR], clock=clock)] == []


def test_units_of_a_deputy_include_those_lent(tree, clock):
    posting = PostingFactory(unit=tree["bureau"], role=Role.EDITOR)
    deputy = DelegationFactory(principal=posting.staff, role=Role.EDITOR).deputy

    assert [unit.name for unit in units_of(deputy, [Role.EDITOR], clock=clock)] == ["厅"]


def test_successors_staff_reach_what_a_closed_unit_left_behind(tree, clock):
    old = UnitFactory(name="旧中心", valid_until=date(2018, 3, 1))
    tree["centre"].predecessors.add(old)
    staff = PostingFactory(unit=tree["centre"]).staff
    leader = PostingFactory(unit=tree["ministry"]).staff

    assert has_role(staff, Role.EDITOR, old, clock=clock)
    assert has_role(leader, Role.EDITOR, old, clock=clock)


def test_administrator_is_a_superuser_or_posted_as_one(tree, clock):
    posted = PostingFactory(unit=tree["bureau"], role=Role.ADMINISTRATOR).staff

    answers = [
        is_administrator(who, clock=clock)
        for who in (posted, StaffFactory(is_superuser=True), StaffFactory())
    ]

    assert answers == [True, True, False]


def test_superuser_without_posting_holds_no_editorial_role(tree, clock):
    root = StaffFactory(is_superuser=True)

    assert not any(has_role(root, role, tree["office"], clock=clock) for role in Role)


@pytest.mark.parametrize("count", [1, 3])
def test_authorities_take_the_same_number_of_queries(tree, clock, count, django_assert_max_num_queries):
    deputy = StaffFactory()
    for _ in range(count):
        DelegationFactory(principal=PostingFactory(unit=tree["ministry"]).staff, deputy=deputy)

    with django_assert_max_num_queries(4):
        found = authorities(deputy, Role.EDITOR, tree["office"], clock=clock)

    assert len(found) == count


def test_holders_anywhere_are_those_posted_and_those_who_stand_in(tree, clock):
    officer = PostingFactory(unit=tree["office"], role=Role.DUTY_OFFICER).staff
    chief = PostingFactory(unit=tree["ministry"], role=Role.ADMINISTRATOR).staff
    PostingFactory(unit=tree["ministry"], role=Role.EDITOR)
    PostingFactory(unit=tree["bureau"], role=Role.DUTY_OFFICER, valid_until=date(2026, 1, 14))
    times = {"starts_at": clock.now(), "ends_at": clock.now() + timedelta(days=1)}
    deputy = DelegationFactory(principal=officer, role="", **times).deputy
    DelegationFactory(principal=officer, role=Role.EDITOR, **times)

    found = holders_anywhere([Role.DUTY_OFFICER, Role.ADMINISTRATOR], clock=clock)

    assert {person.pk for person in found} == {officer.pk, chief.pk, deputy.pk}
