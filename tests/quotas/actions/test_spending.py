"""Spending before a call: never more than the limit, never twice for one post, the reserve for looks."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories.quotas import (
    DAILY,
    MONTHLY,
    count_of,
    service_account,
    subscription_account,
    used,
    weibo_account,
)
from zhenglian.kernel.clock import BEIJING, FixedClock
from zhenglian.quotas.actions.spending import give_back, learn, spend
from zhenglian.quotas.allowances import MASS_SEND, PUBLISH, WEIBO_POST
from zhenglian.quotas.errors import QuotaUnknown, QuotaUsedUp
from zhenglian.quotas.models import QuotaLimit, QuotaPromise, QuotaUse

pytestmark = pytest.mark.django_db
LOOK = "statuses/user_timeline"


def test_spend_counts_every_quota_of_the_call(clock):
    account = service_account()

    spend(account, MASS_SEND, key="a", clock=clock)

    assert count_of(account, MONTHLY, at=clock.now()) == 1
    assert count_of(account, f"wechat.call.{MASS_SEND}", at=clock.now()) == 1
    assert QuotaUse.objects.count() == 2


def test_spend_ignores_calls_without_a_published_limit(clock):
    spend(service_account(), "message/mass/get", clock=clock)

    assert QuotaUse.objects.count() == 0


def test_fifth_mass_send_of_a_month_waits_for_the_next(clock):
    account = service_account()
    for number in range(4):
        spend(account, MASS_SEND, key=str(number), clock=clock)

    with pytest.raises(QuotaUsedUp) as refusal:
        spend(account, MASS_SEND, key="fifth", clock=clock)

    assert refusal.value.kind == MONTHLY
    assert refusal.value.renews_at.astimezone(BEIJING).strftime("%m-%d %H:%M") == "02-01 00:00"
    assert count_of(account, f"wechat.call.{MASS_SEND}", at=clock.now()) == 4  # all quotas or none


def test_second_mass_send_of_a_day_waits_until_midnight(clock):
    account = subscription_account()
    spend(account, MASS_SEND, key="first", clock=clock)

    with pytest.raises(QuotaUsedUp):
        spend(account, MASS_SEND, key="second", clock=clock)
    clock.advance(timedelta(hours=15))  # midnight in Beijing
    spend(account, MASS_SEND, key="second", clock=clock)

    assert count_of(account, DAILY, at=clock.now()) == 1


def test_same_post_counts_once_as_a_mass_send_and_each_time_as_a_call(clock):
    account = subscription_account()

    for _ in range(3):
        spend(account, MASS_SEND, key="same", clock=clock)

    assert count_of(account, DAILY, at=clock.now()) == 1
    assert count_of(account, f"wechat.call.{MASS_SEND}", at=clock.now()) == 3


def test_same_post_tried_on_another_day_counts_on_that_day(clock):
    account, before = subscription_account(), clock.now()
    spend(account, MASS_SEND, key="same", clock=clock)
    clock.advance(timedelta(days=1))

    spend(account, MASS_SEND, key="same", clock=clock)

    assert [count_of(account, DAILY, at=at) for at in (before, clock.now())] == [0, 1]


def test_new_posts_leave_the_reserve_to_looks(clock):
    account = weibo_account()
    used(account, "weibo.call.day", 60, at=clock.now())

    with pytest.raises(QuotaUsedUp):
        spend(account, WEIBO_POST, key="post", clock=clock)
    for _ in range(40):
        spend(account, LOOK, clock=clock)
    with pytest.raises(QuotaUsedUp):
        spend(account, LOOK, clock=clock)

    assert count_of(account, "weibo.call.day", at=clock.now()) == 100


def test_address_is_shared_by_all_accounts(clock):
    one, other = weibo_account(), weibo_account()
    used(one, "weibo.ip.hour", 14_999, at=clock.now())

    spend(one, LOOK, clock=clock)
    with pytest.raises(QuotaUsedUp) as refusal:
        spend(other, LOOK, clock=clock)

    assert refusal.value.kind == "weibo.ip.hour"
    assert count_of(other, "weibo.call.day", at=clock.now()) == 0


def test_account_s_own_limit_goes_before_the_platform_s(clock):
    account, other = service_account(), service_account()
    row = {"kind": f"wechat.call.{PUBLISH}", "reason": "合同", "changed_at": clock.now()}
    QuotaLimit.objects.create(account=None, limit=2, **row)
    QuotaLimit.objects.create(account=account, limit=1, **row)

    spend(account, PUBLISH, clock=clock)
    spend(other, PUBLISH, clock=clock)
    spend(other, PUBLISH, clock=clock)

    for one in (account, other):
        with pytest.raises(QuotaUsedUp):
            spend(one, PUBLISH, clock=clock)


def test_platform_s_figure_counts_when_it_is_the_larger_and_grows_with_ours(clock):
    account = service_account()
    learn(account, f"wechat.call.{PUBLISH}", used=98, clock=clock)

    spend(account, PUBLISH, clock=clock)
    spend(account, PUBLISH, clock=clock)

    with pytest.raises(QuotaUsedUp):
        spend(account, PUBLISH, clock=clock)


def test_shut_quota_opens_again_at_the_told_moment(clock):
    account = weibo_account()
    learn(account, "weibo.call.day", shut_until=clock.now() + timedelta(hours=1), clock=clock)

    with pytest.raises(QuotaUsedUp) as refusal:
        spend(account, LOOK, clock=clock)
    clock.advance(timedelta(hours=1))
    spend(account, LOOK, clock=clock)

    assert refusal.value.renews_at == clock.now()


def test_learn_refuses_a_quota_that_the_account_has_not(clock):
    with pytest.raises(QuotaUnknown):
        learn(subscription_account(), MONTHLY, used=1, clock=clock)


def test_mass_send_that_certainly_failed_is_given_back_but_its_calls_are_not(clock):
    account = service_account()
    spend(account, MASS_SEND, key="refused", clock=clock)

    give_back("refused", ends=True)
    give_back("refused", ends=True)  # harmless

    assert count_of(account, MONTHLY, at=clock.now()) == 0
    assert count_of(account, f"wechat.call.{MASS_SEND}", at=clock.now()) == 1
    assert not QuotaPromise.objects.exists()


def test_mass_send_given_back_for_now_is_still_to_come(clock):
    account = service_account()
    spend(account, MASS_SEND, key="busy", clock=clock)

    give_back("busy", ends=False)
    give_back("busy", ends=False)

    assert count_of(account, MONTHLY, at=clock.now()) == 0
    assert QuotaPromise.objects.get().spent_at is None


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(BEIJING))  # noqa: DTZ001
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("send"), st.integers(0, 9)),
        st.tuples(st.just("look"), st.just(0)),
        st.tuples(st.just("back"), st.integers(0, 9)),
        st.tuples(st.just("wait"), st.integers(1, 40)),  # hours
    ),
    max_size=60,
)


class AnyInterleaving(TestCase):
    """A random office: posts, repetitions, looks, refusals and time in any order."""

    @settings(max_examples=40)
    @given(steps=STEPS, start=MOMENTS)
    def test_never_exceeds_a_limit_in_any_window(self, steps, start):
        clock = FixedClock(start)
        accounts = [subscription_account(), service_account(), weibo_account()]
        calls = {0: MASS_SEND, 1: MASS_SEND, 2: WEIBO_POST}
        QuotaLimit.objects.create(kind="weibo.post.hour", limit=2, reason="小", changed_at=clock.now())
        QuotaLimit.objects.create(kind="weibo.call.day", limit=5, reason="小", changed_at=clock.now())

        for act, number in steps:
            with suppress(QuotaUsedUp):
                play(act, number, accounts, calls, clock)

        limits = {DAILY: 1, MONTHLY: 4, "weibo.post.hour": 2, "weibo.call.day": 5}
        over = [row for row in QuotaUse.objects.all() if row.used > limits.get(row.kind, 15_000)]
        assert over == []


def play(act, number, accounts, calls, clock):
    which = number % 3
    if act == "wait":
        clock.advance(timedelta(hours=number))
    elif act == "look":
        spend(accounts[2], LOOK, clock=clock)
    elif act == "back":
        give_back(f"{which}:{number}", ends=number > 5)
    else:
        spend(accounts[which], calls[which], key=f"{which}:{number}", clock=clock)
