"""Forecasts: used, promised, left and the sentence, for now and for later windows."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from tests.factories.accounts import AccountFactory
from tests.factories.quotas import (
    DAILY,
    MONTHLY,
    service_account,
    subscription_account,
    used,
    weibo_account,
)
from zhenglian.accounts.enums import Platform, WeChatRelease
from zhenglian.kernel.clock import BEIJING, FixedClock
from zhenglian.quotas.actions.promising import promise, settle_promise
from zhenglian.quotas.actions.spending import learn, spend
from zhenglian.quotas.allowances import MASS_SEND
from zhenglian.quotas.models import QuotaLimit
from zhenglian.quotas.selectors import forecast, standings

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    """Monday 23 November 2026, 10:00 in Beijing."""
    return FixedClock(datetime(2026, 11, 23, 10, tzinfo=BEIJING))


def scarcest(account, clock, *, at=None):
    return forecast(account, at=at or clock.now(), clock=clock)[0]


def said(one):
    with translation.override("zh-hans"):
        return one.sentence


def test_forecast_of_a_fresh_account_says_what_is_left(clock):
    found = scarcest(service_account(), clock)

    assert (found.kind, found.used, found.promised, found.left) == (MONTHLY, 0, 0, 4)
    assert found.is_enough
    assert said(found) == "本月群发次数还可用 4 次（已用 0，已排 0，共 4）"


def test_forecast_of_a_month_without_a_mass_send_left(clock):
    account = service_account()
    used(account, MONTHLY, 4, at=clock.now())

    found = scarcest(account, clock)

    assert not found.is_enough
    assert said(found) == "本月群发次数已用完（4/4），12月1日恢复"


def test_forecast_in_english(clock):
    account = service_account()
    used(account, MONTHLY, 4, at=clock.now())

    with translation.override("en"):
        sentence = scarcest(account, clock).sentence

    assert sentence == "mass sends, this month: used up (4/4), renewed on December 1"


def test_forecast_for_next_month_begins_anew(clock):
    account = service_account()
    used(account, MONTHLY, 4, at=clock.now())

    found = scarcest(account, clock, at=datetime(2026, 12, 1, tzinfo=BEIJING))

    assert (found.used, found.left) == (0, 4)
    assert said(found) == "2026年12月群发次数还可用 4 次（已用 0，已排 0，共 4）"


def test_forecast_counts_what_is_promised_in_its_window(clock):
    account = subscription_account()
    promise(account, key="evening", due_at=clock.now() + timedelta(hours=8))

    today, tomorrow = (scarcest(account, clock, at=clock.now() + timedelta(days=days)) for days in (0, 1))

    assert (today.promised, today.left) == (1, 0)
    assert said(today) == "今天群发次数已排满（已用 0，已排 1，共 1），11月24日恢复"
    assert (tomorrow.promised, tomorrow.left) == (0, 1)


def test_promise_that_does_not_fit_is_carried_into_the_next_window(clock):
    account = subscription_account()
    used(account, DAILY, 1, at=clock.now())
    for hours in (1, 2):
        promise(account, key=str(hours), due_at=clock.now() + timedelta(hours=hours))

    left = [scarcest(account, clock, at=clock.now() + timedelta(days=days)).left for days in range(4)]

    assert left == [0, 0, 0, 1]


def test_promise_carried_into_a_later_promise_s_window_takes_its_place(clock):
    account = subscription_account()
    for number, days in enumerate((0, 0, 5, 1)):
        promise(account, key=str(number), due_at=clock.now() + timedelta(days=days))

    left = [scarcest(account, clock, at=clock.now() + timedelta(days=days)).left for days in range(7)]

    assert left == [0, 0, 0, 1, 1, 0, 1]


def test_spent_and_settled_promises_are_counted_once(clock):
    account = service_account()
    promise(account, key="one", due_at=clock.now())
    promise(account, key="one", due_at=clock.now())
    before = scarcest(account, clock)
    spend(account, MASS_SEND, key="one", clock=clock)
    after = scarcest(account, clock)
    settle_promise("one")

    assert [(one.used, one.promised, one.left) for one in (before, after)] == [(0, 1, 3), (1, 0, 3)]
    assert scarcest(account, clock).left == 3


def test_promise_of_another_account_does_not_matter(clock):
    account = service_account()
    promise(service_account(), key="other", due_at=clock.now())

    assert scarcest(account, clock).left == 4


def test_quota_shut_by_the_platform_is_forecast_until_it_opens(clock):
    account = subscription_account()
    midnight = datetime(2026, 11, 24, tzinfo=BEIJING)
    learn(account, DAILY, shut_until=midnight, clock=clock)
    promise(account, key="waits", due_at=clock.now())

    today, tomorrow = scarcest(account, clock), scarcest(account, clock, at=midnight)

    assert (today.left, today.renews_at) == (0, midnight)
    assert tomorrow.left == 0  # the waiting one takes tomorrow's


def test_shut_hour_of_a_day_quota_says_when_to_try_again(clock):
    account = weibo_account()
    learn(account, "weibo.call.day", shut_until=clock.now() + timedelta(hours=1), clock=clock)

    found = scarcest(account, clock)

    assert said(found) == "今天接口调用次数平台暂不接受，11月23日 11:00 再试"
    assert scarcest(account, clock, at=clock.now() + timedelta(hours=1)).is_enough


def test_forecast_keeps_the_reserve_for_checks(clock):
    account = weibo_account()
    used(account, "weibo.call.day", 60, at=clock.now())

    found = scarcest(account, clock)

    assert (found.left, found.kept) == (0, 40)
    assert said(found) == "今天接口调用次数已用 60/100，其余留作核查，11月24日恢复"


def test_limit_of_zero_ends_every_forecast(clock):
    account = service_account()
    QuotaLimit.objects.create(kind=MONTHLY, account=account, limit=0, reason="停", changed_at=clock.now())
    promise(account, key="never", due_at=clock.now())

    assert scarcest(account, clock, at=clock.now() + timedelta(days=300)).left == 0


@pytest.mark.parametrize("platform", [Platform.WEBSITE, Platform.MANUAL])
def test_forecast_is_empty_where_nothing_is_counted(clock, platform):
    account = AccountFactory(platform=platform)
    promise(account, key="one", due_at=clock.now())

    assert forecast(account, at=clock.now(), clock=clock) == []


def test_account_that_publishes_does_not_meet_the_mass_send_quota(clock):
    account = service_account(wechat_release=WeChatRelease.PUBLISH)
    used(account, MONTHLY, 4, at=clock.now())

    found = forecast(account, at=clock.now(), clock=clock)

    assert [one.kind for one in found] == ["wechat.call.freepublish/submit"]


def test_standings_list_every_quota_of_the_account(clock):
    kinds = [one.kind for one in standings(subscription_account(), clock=clock)]

    assert DAILY in kinds
    assert MONTHLY not in kinds
    assert not [kind for kind in kinds if kind.startswith("weibo")]
