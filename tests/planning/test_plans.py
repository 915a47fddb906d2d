"""Planning, moving, changing and dropping slots: who may, what must hold, what is on record."""

from datetime import date, timedelta

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.people import UnitFactory
from tests.factories.planning import PlanFactory
from tests.factories.reviews import somebody
from zhenglian.accounts.enums import AccountState
from zhenglian.audit.models import Entry
from zhenglian.people.enums import Role, UnitLevel
from zhenglian.planning import api as planning
from zhenglian.planning import errors
from zhenglian.planning.enums import PlanState
from zhenglian.planning.models import Plan

TODAY = date(2026, 1, 15)
FRIDAY, MONDAY = date(2026, 1, 16), date(2026, 1, 19)


@pytest.fixture
def account(db):
    return AccountFactory(unit=UnitFactory(name="宣教中心"))


@pytest.fixture
def editor(account):
    return somebody(Role.EDITOR, account.unit)


def acts():
    return list(Entry.objects.order_by("sequence").values_list("act", flat=True))


def test_slots_are_planned_for_each_account_and_day(account, editor, clock):
    other = AccountFactory(unit=account.unit)
    slots = [(account.pk, FRIDAY), (other.pk, FRIDAY), (account.pk, MONDAY), (account.pk, FRIDAY)]

    plans = planning.plan_slots(slots, planning.Idea(title="节水"), actor=editor, clock=clock)

    assert [(plan.account_id, plan.day) for plan in plans] == slots[:3]
    assert all(plan.is_open and plan.heading == "节水" for plan in plans)
    assert acts() == ["planning.plan"] * 3


@pytest.mark.parametrize("role", [Role.EDITOR, Role.FIRST_REVIEWER, Role.PUBLISHER, Role.MATRIX_MANAGER])
def test_writers_and_publishers_of_unit_and_above_may_plan(account, role, clock):
    assert planning.can_plan(somebody(role, account.unit), account, clock=clock)


def test_office_below_on_the_same_level_may_plan_and_county_may_not(account, clock):
    office = UnitFactory(parent=account.unit)
    county = UnitFactory(parent=office, level=UnitLevel.COUNTY)

    assert planning.can_plan(somebody(Role.EDITOR, office), account, clock=clock)
    assert not planning.can_plan(somebody(Role.EDITOR, county), account, clock=clock)


def test_unit_above_may_plan_for_the_accounts_below(account, clock):
    below = AccountFactory(unit=UnitFactory(parent=account.unit, level=UnitLevel.CITY))

    assert planning.can_plan(somebody(Role.PUBLISHER, account.unit), below, clock=clock)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.DUTY_OFFICER, Role.ADMINISTRATOR])
def test_others_may_not_plan(account, role, clock):
    stranger = somebody(role, account.unit)

    with pytest.raises(errors.MayNotPlan):
        planning.plan_slots([(account.pk, FRIDAY)], planning.Idea(), actor=stranger, clock=clock)

    assert not Plan.objects.exists()


def test_neighbours_may_not_plan(account, clock):
    assert not planning.can_plan(somebody(Role.EDITOR, UnitFactory()), account, clock=clock)


@pytest.mark.parametrize(
    ("slots", "refusal"),
    [
        (lambda _account: [], errors.NothingPlanned),
        (lambda account: [(account.pk, date(2026, 1, 14))], errors.DayPast),
        (lambda account: [(account.pk, FRIDAY), (account.pk, date(2025, 1, 1))], errors.DayPast),
        (lambda account: [(account.pk + 999, FRIDAY)], errors.AccountNotActive),
    ],
)
def test_slot_that_cannot_be_is_refused_with_all_others(account, editor, clock, slots, refusal):
    with pytest.raises(refusal):
        planning.plan_slots(slots(account), planning.Idea(), actor=editor, clock=clock)

    assert not Plan.objects.exists()


def test_stopped_account_takes_no_plans(account, editor, clock):
    account.state = AccountState.STOPPED
    account.save()

    with pytest.raises(errors.AccountNotActive):
        planning.plan_slots([(account.pk, FRIDAY)], planning.Idea(), actor=editor, clock=clock)


def test_today_in_beijing_may_still_be_planned_late_in_the_evening(account, editor, clock):
    clock.advance(timedelta(hours=14, minutes=30))  # 23:30 in Beijing, the 15th

    plans = planning.plan_slots([(account.pk, TODAY)], planning.Idea(), actor=editor, clock=clock)

    assert plans[0].day == TODAY


def test_plan_moves_to_another_day(account, editor, clock):
    plan = PlanFactory(account=account, day=FRIDAY)

    planning.reschedule_plan(plan, day=MONDAY, seen=1, actor=editor, clock=clock)

    plan.refresh_from_db()
    assert (plan.day, plan.version, plan.changed_by) == (MONDAY, 2, editor)
    entry = Entry.objects.get()
    assert (entry.act, entry.detail) == ("planning.reschedule", {"day": ["2026-01-16", "2026-01-19"]})


def test_who_comes_second_is_told_who_moved_it_where(account, editor, clock):
    plan = PlanFactory(account=account, day=FRIDAY)
    faster = somebody(Role.PUBLISHER, account.unit, display_name="周发布")
    planning.reschedule_plan(plan, day=MONDAY, seen=1, actor=faster, clock=clock)

    with pytest.raises(errors.PlanMoved, match=r"周发布.*2026-01-19"):
        planning.reschedule_plan(plan, day=date(2026, 1, 20), seen=1, actor=editor, clock=clock)

    plan.refresh_from_db()
    assert plan.day == MONDAY


def test_move_to_the_same_day_leaves_no_trace(account, editor, clock):
    plan = PlanFactory(account=account, day=FRIDAY)

    planning.reschedule_plan(plan, day=FRIDAY, seen=1, actor=editor, clock=clock)

    plan.refresh_from_db()
    assert plan.version == 1
    assert acts() == []


def test_plan_does_not_move_into_the_past(account, editor, clock):
    plan = PlanFactory(account=account, day=FRIDAY)

    with pytest.raises(errors.DayPast):
        planning.reschedule_plan(plan, day=date(2026, 1, 14), seen=1, actor=editor, clock=clock)


def test_overdue_plan_may_be_changed_without_a_new_day(account, editor, clock):
    plan = PlanFactory(account=account, day=date(2026, 1, 12))

    planning.change_plan(plan, day=plan.day, title="新的题目", seen=1, actor=editor, clock=clock)

    plan.refresh_from_db()
    assert plan.title == "新的题目"
    assert acts() == ["planning.change"]


@pytest.mark.parametrize("state", [PlanState.DONE, PlanState.DROPPED])
def test_closed_plan_stays_where_it_is(account, editor, clock, state):
    plan = PlanFactory(account=account, day=FRIDAY, state=state)

    with pytest.raises(errors.PlanClosed):
        planning.reschedule_plan(plan, day=MONDAY, seen=1, actor=editor, clock=clock)


def test_stranger_neither_moves_nor_drops(account, clock):
    plan = PlanFactory(account=account, day=FRIDAY)
    stranger = somebody(Role.EDITOR, UnitFactory())

    with pytest.raises(errors.MayNotPlan):
        planning.reschedule_plan(plan, day=MONDAY, seen=1, actor=stranger, clock=clock)
    with pytest.raises(errors.MayNotPlan):
        planning.drop_plan(plan, reason="不做了", seen=1, actor=stranger, clock=clock)


def test_plan_is_dropped_with_a_reason(account, editor, clock):
    plan = PlanFactory(account=account, day=FRIDAY)

    with pytest.raises(errors.ReasonMissing):
        planning.drop_plan(plan, reason=" ", seen=1, actor=editor, clock=clock)
    planning.drop_plan(plan, reason="与节日宣传合并", seen=1, actor=editor, clock=clock)

    plan.refresh_from_db()
    assert (plan.state, plan.dropped_because) == (PlanState.DROPPED, "与节日宣传合并")
    assert acts() == ["planning.drop"]


def test_plan_without_subject_shows_the_article_or_that_it_is_open(account):
    assert PlanFactory(account=account, title="").heading == "选题待定"
