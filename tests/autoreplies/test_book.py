"""Which rule answers: order, triggers, opening hours; that the explanation agrees; and how long it takes."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.autoreplies import CALENDAR, a_rule, a_sheet
from zhenglian.autoreplies.book import Book, Said, Verdict
from zhenglian.autoreplies.enums import ReplyKind, Trigger, When
from zhenglian.autoreplies.sheet import Article, Sheet
from zhenglian.kernel.clock import BEIJING

WORKING = datetime(2026, 1, 15, 10, 0, tzinfo=BEIJING)
EVENING = datetime(2026, 1, 15, 20, 0, tzinfo=BEIJING)
EVERYTHING = (
    a_rule(1, Trigger.SUBSCRIBE, text="欢迎"),
    a_rule(2, Trigger.SCAN, "hall", text="大厅"),
    a_rule(3, Trigger.EXACT, "?", "帮助", text="帮助"),
    a_rule(4, Trigger.CONTAINS, "投诉", "举报", text="投诉"),
    a_rule(5, Trigger.PATTERN, "停水.{0,10}通知", text="停水"),
    a_rule(6, Trigger.CLICK, "QA", text="问答"),
    a_rule(7, Trigger.SCAN, text="扫码"),
    a_rule(8, Trigger.DEFAULT, when=When.CLOSED, text="下班"),
    a_rule(9, Trigger.DEFAULT, text="已收到", to_person=True),
)


def book(*rules, **fields):
    return Book(7, a_sheet(*rules, **fields), CALENDAR)


def answered(said, *rules, now=WORKING):
    reply = book(*rules).answer(said, now)
    return reply.text if reply else None


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (Said("text", "帮助"), "帮助"),
        (Said("text", "  帮助！"), "帮助"),
        (Said("text", "？"), "帮助"),
        (Said("text", "。。。"), "已收到"),
        (Said("text", "我要投诉邻居"), "投诉"),
        (Said("text", "明天停水吗？没有看到通知"), "停水"),
        (Said("text", "你好"), "已收到"),
        (Said("text", ""), "已收到"),
        (Said("image"), "已收到"),
        (Said("location"), "已收到"),
        (Said("subscribe"), "欢迎"),
        (Said("subscribe", key="qrscene_hall"), "欢迎"),
        (Said("scan", key="hall"), "大厅"),
        (Said("scan", key="street"), "扫码"),
        (Said("click", key="QA"), "问答"),
        (Said("scancode_waitmsg", key="QA"), "问答"),
        (Said("click", key="GONE"), None),
        (Said("unsubscribe"), None),
        (Said("view", key="https://example.test"), None),
        (Said("templatesendjobfinish"), None),
    ],
)
def test_rule_that_fits_answers(said, text):
    assert answered(said, *EVERYTHING) == text


def test_first_rule_in_order_answers():
    general, special = a_rule(1, Trigger.CONTAINS, "投诉"), a_rule(2, Trigger.EXACT, "投诉", text="两个字")

    assert answered(Said("text", "投诉"), general, special) == "已收到。"
    assert answered(Said("text", "投诉"), special, general) == "两个字"


def test_default_comes_last_wherever_it_stands():
    assert answered(Said("text", "投诉"), a_rule(1, Trigger.DEFAULT, text="其他"), a_rule(2)) == "已收到。"


def test_location_is_answered_by_its_own_rule_before_any_default():
    rules = (a_rule(1, Trigger.DEFAULT, text="已收到"), a_rule(2, Trigger.LOCATION, text="{report}"))

    assert (answered(Said("location"), *rules), answered(Said("image"), *rules)) == ("{report}", "已收到")
    assert [why for _rule, why in book(*rules).explain(Said("location"), WORKING)] == [
        Verdict.LATER,
        Verdict.ANSWERS,
    ]


def test_who_follows_by_a_code_is_answered_by_the_scan_rule_that_stands_first():
    rules = (a_rule(1, Trigger.SCAN, "hall", text="大厅"), a_rule(2, Trigger.SUBSCRIBE, text="欢迎"))

    assert answered(Said("subscribe", key="qrscene_hall"), *rules) == "大厅"
    assert answered(Said("subscribe", key=""), *rules) == "欢迎"


def test_rule_of_opening_hours_is_passed_over_outside_them():
    rules = (a_rule(1, when=When.OPEN, text="在线"), a_rule(2, when=When.CLOSED, text="下班"))

    assert answered(Said("text", "投诉"), *rules, now=WORKING) == "在线"
    assert answered(Said("text", "投诉"), *rules, now=EVENING) == "下班"


def test_year_without_a_notice_counts_as_outside_opening_hours():
    rules = (a_rule(1, when=When.OPEN, text="在线"), a_rule(2, when=When.CLOSED, text="下班"))

    assert answered(Said("text", "投诉"), *rules, now=WORKING.replace(year=2031)) == "下班"


@pytest.mark.parametrize(
    ("word", "text"),
    [("AQI", "今天的aqi"), ("aqi", "ＡＱＩ指数"), ("pm2.5", "PM2.5超标"), ("１２３４５", "拨打12345")],
)
def test_case_and_width_of_letters_do_not_matter(word, text):
    assert answered(Said("text", text), a_rule(1, Trigger.CONTAINS, word)) == "已收到。"


def test_word_within_another_word_and_overlapping_ones_are_all_found():
    rules = (a_rule(1, Trigger.CONTAINS, "境污染"), a_rule(2, Trigger.CONTAINS, "环境", text="环境"))

    assert answered(Said("text", "环境污染"), *rules) == "已收到。"
    assert answered(Said("text", "环境保护"), *rules) == "环境"


def test_same_word_in_two_rules_leaves_the_second_for_other_hours():
    rules = (a_rule(1, when=When.OPEN), a_rule(2, text="总是"))

    assert answered(Said("text", "投诉"), *rules, now=EVENING) == "总是"


def test_reply_carries_what_leaves_and_names_its_rule():
    article = Article("防汛提示", "今晚有大雨", "https://a.test/a.jpg", "https://a.test/a")
    rule = a_rule(3, Trigger.CLICK, "RAIN", kind=ReplyKind.NEWS, text="", articles=(article,), to_person=True)

    reply = book(rule).answer(Said("click", key="RAIN"), WORKING)

    assert (reply.ref, reply.kind, reply.articles, reply.to_person) == ("7/3", "news", (article,), True)


def test_book_without_rules_answers_nothing():
    assert Book(1, Sheet(), CALENDAR).answer(Said("text", "投诉"), WORKING) is None


def test_only_the_beginning_of_a_very_long_message_is_looked_at():
    assert answered(Said("text", "好" * 5000 + "投诉"), a_rule(1)) is None


def test_explanation_gives_each_rule_its_reason():
    rules = (
        a_rule(1, when=When.OPEN),
        a_rule(2, Trigger.EXACT, "咨询"),
        a_rule(3, Trigger.CLICK, "QA"),
        a_rule(4),
        a_rule(5, Trigger.DEFAULT),
    )

    verdicts = [verdict for _, verdict in book(*rules).explain(Said("text", "投诉"), EVENING)]

    assert verdicts == [
        Verdict.OUT_OF_HOURS,
        Verdict.NO_MATCH,
        Verdict.OTHER_TRIGGER,
        Verdict.ANSWERS,
        Verdict.LATER,
    ]


KINDS = ["text", "click", "subscribe", "scan", "image", "view"]


@given(
    st.permutations(EVERYTHING),
    st.builds(
        Said,
        st.sampled_from(KINDS),
        st.sampled_from(["投诉", "帮助", "停水通知", "x", ""]),
        st.sampled_from(["QA", "hall", "qrscene_hall", ""]),
    ),
    st.sampled_from([WORKING, EVENING]),
)
def test_explanation_names_the_rule_that_answers(rules, said, now):
    asked = book(*rules)
    reply = asked.answer(said, now)

    named = [rule.number for rule, verdict in asked.explain(said, now) if verdict == Verdict.ANSWERS]

    assert named == ([int(reply.ref.split("/")[1])] if reply else [])


def test_sheet_survives_being_stored():
    sheet = a_sheet(*EVERYTHING)

    assert Sheet.from_json(sheet.to_json()) == sheet
