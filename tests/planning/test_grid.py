"""The calendar's cells: planned against published, gaps, days to fill."""

from datetime import date

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.planning import CadenceFactory, PlanFactory, a_post
from tests.factories.releases import a_newsroom
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery
from zhenglian.kernel.clock import BEIJING, SYSTEM
from zhenglian.planning.enums import Mark, PlanState, Promise
from zhenglian.planning.selectors.grid import account_rows, merged_cells
from zhenglian.workdays.enums import DayKind

MONDAY, SUNDAY = date(2026, 1, 12), date(2026, 1, 18)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 1, number) for number in (13, 14, 15, 16))


@pytest.fixture
def account(db):
    return AccountFactory()


def row_of(account, clock, first=MONDAY, last=SUNDAY):
    [row] = account_rows([account], first, last, clock=clock)
    return row


def cards(row):
    return {
        cell.day.day: [item.post.mark if item.post else item.plan.state for item in cell.items]
        for cell in row.cells
        if cell.items
    }


def test_week_shows_plans_posts_and_promises_on_their_days(account, clock):
    a_post(account, MONDAY, hour=10)
    a_post(account, TUESDAY, state=DeliveryState.FAILED)
    a_post(account, FRIDAY, state=DeliveryState.QUEUED)
    PlanFactory(account=account, day=THURSDAY)
    PlanFactory(account=account, day=THURSDAY, state=PlanState.DROPPED)

    row = row_of(account, clock)

    assert cards(row) == {
        MONDAY: [Mark.PUBLISHED],
        TUESDAY: [Mark.FAILED],
        THURSDAY: [PlanState.PLANNED],
        FRIDAY: [Mark.SCHEDULED],
    }
    assert (row.posted, row.planned) == (1, 1)
    assert [cell.is_today for cell in row.cells].index(True) == 3


def test_cards_of_a_day_stand_in_order_of_time_those_without_last(account, clock):
    PlanFactory(account=account, day=THURSDAY, title="无时间")
    a_post(account, THURSDAY, hour=15, state=DeliveryState.QUEUED)
    PlanFactory(account=account, day=THURSDAY, title="早上", at_time="08:30")

    [cell] = [cell for cell in row_of(account, clock).cells if cell.items]

    assert [item.plan.title if item.plan else "15" for item in cell.items] == ["早上", "15", "无时间"]


def test_other_accounts_and_other_weeks_stay_outside(account, clock):
    a_post(AccountFactory(), MONDAY)
    a_post(account, date(2026, 1, 19))
    PlanFactory(account=account, day=date(2026, 1, 11))

    assert cards(row_of(account, clock)) == {}


def test_gaps_are_days_over_at_which_the_promise_was_broken(account, clock):
    CadenceFactory(account=account)
    a_post(account, TUESDAY)

    row = row_of(account, clock)

    assert row.gaps == (MONDAY, WEDNESDAY)
    assert row.to_fill == (THURSDAY, FRIDAY)


def test_days_to_fill_leave_out_what_is_planned_or_scheduled(account, clock):
    CadenceFactory(account=account)
    PlanFactory(account=account, day=THURSDAY)
    a_post(account, FRIDAY, state=DeliveryState.QUEUED)

    assert row_of(account, clock).to_fill == ()


def test_failed_promise_leaves_its_day_to_fill(account, clock):
    CadenceFactory(account=account)
    a_post(account, THURSDAY, state=DeliveryState.FAILED)

    assert THURSDAY in row_of(account, clock).to_fill


def test_last_post_before_the_week_counts_for_a_promise_of_days(account, clock):
    CadenceFactory(account=account, promise=Promise.EVERY, days=7)
    a_post(account, date(2026, 1, 9))

    row = row_of(account, clock)

    assert row.gaps == ()
    assert row.to_fill == (FRIDAY,)


def test_week_over_has_nothing_to_fill(account, clock):
    CadenceFactory(account=account)

    row = row_of(account, clock, date(2026, 1, 5), date(2026, 1, 11))

    assert row.to_fill == ()
    assert len(row.gaps) == 5


def test_week_over_new_year_without_notice_shows_unknown_days(account, clock):
    CadenceFactory(account=account)

    row = row_of(account, clock, date(2026, 12, 28), date(2027, 1, 3))

    assert [cell.day.kind for cell in row.cells[2:5]] == [DayKind.WORKING, DayKind.WORKING, None]
    assert row.to_fill == ()


def test_post_carries_the_plan_that_it_fulfils(db):
    house = a_newsroom()
    today = SYSTEM.now().astimezone(BEIJING).date()
    article = house.approved()
    late = PlanFactory(account=house.wechat, article=article, day=date(2026, 1, 5))
    on_day = PlanFactory(account=house.weibo, article=article, day=today)
    house.release(article)
    house.deliver()

    wechat, weibo = account_rows([house.wechat, house.weibo], today, today)

    [moved], [kept] = wechat.cells[0].items, weibo.cells[0].items
    assert (moved.plan, moved.was_moved, moved.post.article_id) == (late, True, article.pk)
    assert (kept.plan, kept.was_moved, kept.post.mark) == (on_day, False, Mark.PUBLISHED)
    assert Delivery.objects.filter(state=DeliveryState.PUBLISHED).count() == 3


def test_month_merges_the_accounts_day_by_day(account, clock):
    other = AccountFactory()
    a_post(account, MONDAY, hour=10)
    a_post(other, MONDAY, hour=9)
    PlanFactory(account=other, day=FRIDAY)

    cells = merged_cells(account_rows([account, other], MONDAY, SUNDAY, clock=clock))

    assert [cell.day.day for cell in cells] == [date(2026, 1, number) for number in range(12, 19)]
    assert [item.account for item in cells[0].items] == [other, account]
    assert [len(cell.items) for cell in cells] == [2, 0, 0, 0, 1, 0, 0]


def test_number_of_queries_does_not_grow_with_accounts(db, clock, django_assert_max_num_queries):
    accounts = [AccountFactory() for _ in range(5)]
    for account in accounts:
        CadenceFactory(account=account)
        PlanFactory(account=account, day=FRIDAY)
        a_post(account, MONDAY)

    with django_assert_max_num_queries(9):
        account_rows(accounts, MONDAY, SUNDAY, clock=clock)
