"""What the officer reads about people and deadlines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from tests.factories.inbox import IdentityFactory, MatterFactory
from zhenglian.inbox.desk_words import (
    channel,
    clock_lines,
    hours_words,
    left_words,
    masked_name,
    masked_phone,
    span_words,
    who,
)  # fmt: skip
from zhenglian.inbox.enums import MatterState, Source

NOW = datetime(2026, 1, 15, 1, 0, tzinfo=UTC)  # 09:00 in Beijing
MIDNIGHT = datetime(2026, 1, 20, 16, 0, tzinfo=UTC)  # 24:00 of the 20th


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(days=3, hours=5), "3天"),
        (timedelta(hours=23, minutes=59), "23小时"),
        (timedelta(minutes=12, seconds=59), "12分"),
        (timedelta(seconds=4), "0分"),
    ],
)
def test_span_is_said_by_its_largest_unit(span, words):
    assert span_words(span) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(hours=47, minutes=12, seconds=30), "47小时 12分"),
        (timedelta(hours=2), "2小时 0分"),
        (timedelta(minutes=9), "9分"),
        (timedelta(seconds=-5), "0分"),
    ],
)
def test_window_is_counted_in_hours_and_minutes(span, words):
    assert hours_words(span) == words


def test_what_is_late_is_said_in_words():
    assert left_words(NOW + timedelta(hours=3), NOW) == "还剩3小时"
    assert left_words(NOW - timedelta(hours=3), NOW) == "逾期3小时"
    assert left_words(NOW, NOW) == "逾期0分"


def lines(**facts):
    facts = {"touch_due_at": NOW + timedelta(hours=3), "answer_due_at": MIDNIGHT, **facts}
    return clock_lines(MatterFactory.build(conversation=None, unit=None, **facts), NOW)


def test_row_says_both_clocks_with_the_last_day_of_the_answer():
    touch, answer = lines()

    assert (touch.label, touch.left, touch.tone) == ("首次响应", "还剩3小时", "wait")
    assert (answer.label, answer.when, answer.left, answer.tone) == ("答复期限", "1月20日", "还剩5天", "")


def test_year_is_said_when_it_is_another():
    assert lines(answer_due_at=datetime(2027, 1, 4, 16, 0, tzinfo=UTC))[1].when == "2027年1月4日"


def test_answer_that_is_due_by_the_hour_says_the_hour():
    assert lines(answer_due_at=NOW + timedelta(hours=24))[1].when == "1月16日 09:00"


def test_clock_that_waits_for_the_citizen_is_not_counted_down():
    answer = lines(state=MatterState.WAITING)[1]

    assert (answer.left, answer.due_at) == ("计时暂停", None)


def test_overdue_is_marked_and_a_first_word_that_was_said_is_done():
    touch, answer = lines(touched_at=NOW, answer_due_at=NOW - timedelta(days=2))

    assert (touch.left, touch.tone) == ("已响应", "good")
    assert (answer.left, answer.tone) == ("逾期2天", "bad")


def test_unknown_calendar_is_said_and_never_called_late():
    touch, answer = lines(touch_due_at=None, answer_due_at=None)

    assert (touch.left, touch.tone) == ("期限待定", "")
    assert "放假" in answer.when or "节假日" in answer.when
    assert answer.tone == ""


def test_ended_matter_has_no_clock():
    assert lines(state=MatterState.CLOSED) == []


@pytest.mark.parametrize(("name", "shown"), [("张三", "张＊"), ("欧阳小明", "欧＊＊＊"), ("王", "王")])
def test_name_is_masked(name, shown):
    assert masked_name(name) == shown


def test_number_is_masked():
    assert masked_phone("13812345678") == "138****5678"
    assert masked_phone("12345") == "****45"


@pytest.mark.django_db
def test_strangers_of_one_channel_are_told_apart_without_their_openid():
    one, other = IdentityFactory(), IdentityFactory()

    assert who(one) != who(other)
    assert who(one).startswith("微信用户 ")
    assert one.handle[-4:] not in who(one)


@pytest.mark.django_db
def test_who_told_a_name_is_called_by_it_until_it_is_erased():
    identity = IdentityFactory(source=Source.PHONE, account=None, handle="13812345678")
    assert who(identity) == "138****5678"

    identity.person.details = {"name": "张三丰"}
    assert who(identity) == "张＊＊"

    identity.person.erased_at = NOW
    assert who(identity) == "数据已删除"


@pytest.mark.django_db
def test_channel_names_the_account():
    matter = MatterFactory(conversation__identity__account__name="微言环保")

    assert channel(matter.conversation) == "微信 · 微言环保"
