from datetime import date, timedelta

import pytest

from tests.factories.people import DelegationFactory, PostingFactory, StaffFactory, UnitFactory
from zhenglian.audit.api import entries_on
from zhenglian.people.actions.delegations import delegate, revoke_delegation
from zhenglian.people.enums import Role
from zhenglian.people.errors import (
    DelegationEndsTooEarly,
    DelegationTooLong,
    DelegationToOneself,
    DeputyNotActive,
    NotYourDelegation,
    RoleNotHeld,
)
from zhenglian.people.selectors import has_role


@pytest.fixture
def leader(db):
    return PostingFactory(role=Role.SECOND_REVIEWER).staff


@pytest.fixture
def lend(leader, clock):
    def call(deputy=None, **given):
        now = clock.now()
        values = {"starts_at": now, "ends_at": now + timedelta(days=7), "reason": "出差", "actor": leader}
        return delegate(leader, deputy or StaffFactory(), clock=clock, **values | given)

    return call


def test_absent_person_lends_their_roles_for_a_week(lend, leader, clock):
    delegation = lend()

    held = has_role(delegation.deputy, Role.SECOND_REVIEWER, clock=clock)
    clock.advance(timedelta(days=7))

    assert (held, has_role(delegation.deputy, Role.SECOND_REVIEWER, clock=clock)) == (True, False)
    assert entries_on("people.staff", leader.pk).get().act == "people.delegate"


def test_role_not_held_cannot_be_lent(lend, leader):
    with pytest.raises(RoleNotHeld):
        lend(role=Role.PUBLISHER)


def test_role_held_only_as_a_deputy_cannot_be_lent_on(lend, clock):
    middle = lend().deputy
    times = {"starts_at": clock.now(), "ends_at": clock.now() + timedelta(days=1)}

    with pytest.raises(RoleNotHeld):
        delegate(middle, StaffFactory(), reason="出差", actor=middle, clock=clock, **times)


def test_role_held_only_until_before_the_absence_cannot_be_lent(clock, db):
    leader = PostingFactory(valid_until=date(2026, 1, 16)).staff
    start = clock.now() + timedelta(days=3)

    with pytest.raises(RoleNotHeld):
        delegate(
            leader, StaffFactory(), starts_at=start, ends_at=start + timedelta(days=1),
            reason="出差", actor=leader, clock=clock,
        )  # fmt: skip


def test_nobody_lends_to_themselves_or_to_a_closed_log_in(lend, leader):
    with pytest.raises(DelegationToOneself):
        lend(leader)
    with pytest.raises(DeputyNotActive):
        lend(StaffFactory(is_active=False))


@pytest.mark.parametrize(
    ("start", "end", "error"),
    [
        (0, 0, DelegationEndsTooEarly),
        (2, 1, DelegationEndsTooEarly),
        (-5, -1, DelegationEndsTooEarly),
        (0, 93, DelegationTooLong),
    ],
)
def test_times_that_make_no_sense_are_refused(lend, clock, start, end, error):
    day = timedelta(days=1)

    with pytest.raises(error):
        lend(starts_at=clock.now() + start * day, ends_at=clock.now() + end * day)


def test_others_roles_are_lent_by_their_administrator_only(lend, leader):
    unit = leader.postings.get().unit
    administrator = PostingFactory(unit=unit, role=Role.ADMINISTRATOR).staff

    lend(actor=administrator)
    with pytest.raises(NotYourDelegation):
        lend(actor=PostingFactory(unit=unit).staff)


def test_revoked_delegation_ends_now_and_once(lend, leader, clock):
    delegation = lend()

    revoke_delegation(delegation, actor=leader, clock=clock)
    first = delegation.revoked_at
    clock.advance(timedelta(hours=1))
    revoke_delegation(delegation, actor=leader, clock=clock)

    assert delegation.revoked_at == first
    assert not has_role(delegation.deputy, Role.SECOND_REVIEWER, clock=clock)
    acts = [entry.act for entry in entries_on("people.staff", leader.pk)]
    assert acts == ["people.revoke_delegation", "people.delegate"]


def test_delegation_is_not_revoked_by_strangers(db, clock):
    with pytest.raises(NotYourDelegation):
        revoke_delegation(DelegationFactory(), actor=PostingFactory(unit=UnitFactory()).staff, clock=clock)
