"""How an account stands: last post, next one, the day its promise is missed, the inspection's steps."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.people import UnitFactory
from tests.factories.planning import CadenceFactory, PlanFactory, a_post
from tests.factories.reviews import somebody
from zhenglian.accounts.enums import AccountState
from zhenglian.channels.enums import DeliveryKind, DeliveryState
from zhenglian.kernel.clock import FixedClock
from zhenglian.people.enums import Role
from zhenglian.planning import api as planning
from zhenglian.planning.enums import PlanState, Promise

THURSDAY, FRIDAY = date(2026, 1, 15), date(2026, 1, 16)
MONDAY, TUESDAY = date(2026, 1, 19), date(2026, 1, 20)


@pytest.fixture
def account(db):
    return AccountFactory()


def standing(account, clock):
    [found] = planning.standings([account], clock=clock)
    return found


def test_working_day_without_post_or_plan_is_the_next_miss(account, clock):
    CadenceFactory(account=account)
    a_post(account, THURSDAY, hour=8)
    PlanFactory(account=account, day=FRIDAY)

    found = standing(account, clock)

    assert (found.last_day, found.next_day, found.miss_day) == (THURSDAY, FRIDAY, MONDAY)
    assert found.is_about_to_miss  # the second working day from now


def test_weekend_is_no_miss_and_a_planned_week_no_warning(account, clock):
    CadenceFactory(account=account)
    a_post(account, THURSDAY, hour=8)
    for day in (FRIDAY, MONDAY, TUESDAY):
        PlanFactory(account=account, day=day)

    found = standing(account, clock)

    assert found.miss_day == date(2026, 1, 21)
    assert not found.is_warning


def test_post_of_this_morning_keeps_today(account, clock):
    CadenceFactory(account=account, promise=Promise.DAILY)
    before = standing(account, clock)
    a_post(account, THURSDAY, hour=8)

    after = standing(account, clock)

    assert (before.miss_day, after.miss_day) == (THURSDAY, FRIDAY)
    assert before.misses_today
    assert not after.misses_today


def test_scheduled_release_counts_as_next(account, clock):
    CadenceFactory(account=account, promise=Promise.EVERY, days=2)
    a_post(account, THURSDAY, hour=8)
    a_post(account, FRIDAY, state=DeliveryState.QUEUED)

    found = standing(account, clock)

    assert (found.next_day, found.miss_day) == (FRIDAY, date(2026, 1, 18))


@pytest.mark.parametrize("state", [DeliveryState.FAILED, DeliveryState.REFUSED, DeliveryState.CANCELLED])
def test_what_did_not_come_out_keeps_no_promise(account, clock, state):
    CadenceFactory(account=account)
    a_post(account, THURSDAY, hour=8, state=state)

    assert standing(account, clock).misses_today


def test_withdrawn_post_was_public_on_its_day(account, clock):
    CadenceFactory(account=account)
    a_post(account, THURSDAY, hour=8, state=DeliveryState.WITHDRAWN)

    assert standing(account, clock).last_day == THURSDAY


def test_taking_back_is_no_post(account, clock):
    CadenceFactory(account=account)
    delivery = a_post(account, date(2026, 1, 5))
    undo = a_post(account, THURSDAY, hour=8)
    undo.kind, undo.undoes = DeliveryKind.WITHDRAW, delivery
    undo.save()

    assert standing(account, clock).last_day == date(2026, 1, 5)


def test_two_minutes_past_midnight_belong_to_the_new_day(account):
    clock = FixedClock(datetime(2026, 1, 15, 16, 30, tzinfo=UTC))  # 00:30 on Friday in Beijing
    CadenceFactory(account=account)
    a_post(account, FRIDAY, hour=0, minute=2)

    found = standing(account, clock)

    assert (found.today, found.last_day, found.miss_day) == (FRIDAY, FRIDAY, MONDAY)


def test_dropped_plan_covers_nothing(account, clock):
    CadenceFactory(account=account)
    PlanFactory(account=account, day=THURSDAY, state=PlanState.DROPPED)

    assert standing(account, clock).misses_today


def test_promise_into_a_year_without_notice_is_unknown_and_not_guessed(account):
    clock = FixedClock(datetime(2026, 12, 30, 1, tzinfo=UTC))
    CadenceFactory(account=account)
    for day in (date(2026, 12, 30), date(2026, 12, 31)):
        PlanFactory(account=account, day=day)

    found = standing(account, clock)

    assert (found.miss_day, found.unknown_year) == (None, 2027)
    assert found.warns_until == date(2027, 1, 2)


@pytest.mark.parametrize(("age", "step"), [(6, 0), (7, 7), (10, 10), (12, 12), (13, 12), (14, 14), (40, 14)])
def test_inspection_warns_on_its_days_without_any_promise(account, clock, age, step):
    a_post(account, THURSDAY - timedelta(days=age))

    found = standing(account, clock)

    assert (found.age, found.stale_step, found.is_warning) == (age, step, bool(step))
    assert found.is_stale == (age >= 14)


def test_account_without_post_grows_stale_from_its_opening(account, clock):
    assert standing(account, clock).age is None
    account.opened_on = date(2026, 1, 5)

    assert standing(account, clock).stale_step == 10


def test_warnings_are_of_active_accounts_and_the_most_urgent_first(db, clock):
    unit = UnitFactory()
    calm, late, soon, stopped = (AccountFactory(unit=unit) for _ in range(4))
    a_post(calm, THURSDAY, hour=8)
    CadenceFactory(account=soon)
    a_post(soon, THURSDAY, hour=8)
    CadenceFactory(account=late)
    CadenceFactory(account=stopped)
    stopped.state = AccountState.STOPPED
    stopped.save()

    found = planning.cadence_warnings(clock=clock)

    assert [each.account for each in found] == [late, soon]


def test_person_sees_the_warnings_of_the_accounts_they_plan_for(db, clock):
    here, there = AccountFactory(unit=UnitFactory()), AccountFactory(unit=UnitFactory())
    for account in (here, there):
        CadenceFactory(account=account)

    found = planning.cadence_warnings(staff=somebody(Role.EDITOR, here.unit), clock=clock)

    assert [each.account for each in found] == [here]


def test_number_of_queries_does_not_grow_with_accounts(db, clock, django_assert_num_queries):
    accounts = [AccountFactory() for _ in range(6)]
    for account in accounts:
        CadenceFactory(account=account)
        PlanFactory(account=account)

    with django_assert_num_queries(5):
        planning.standings(accounts, clock=clock)
