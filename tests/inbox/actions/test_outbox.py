"""How replies leave: in order, at most once, within the window, by class of fault."""

from __future__ import annotations

from datetime import timedelta

import httpx2
import pytest

from tests.factories.inbox import ConversationFactory
from tests.inbox.replying import (
    NO_RECORDS,
    OK,
    SHUT,
    Phone,
    fresh,
    held_matter,
    off_platform,
    sent,
    weibo_conversation,
)
from zhenglian.accounts.api import stop_account
from zhenglian.inbox.actions.windows import open_window
from zhenglian.inbox.enums import Direction, ReplyState, Source, WindowKind
from zhenglian.inbox.models import Message, Reply

pytestmark = pytest.mark.django_db
TIMEOUT = httpx2.ReadTimeout("slow")
LONG = "。".join("路灯" * 60 for _ in range(12))  # more than one message of 2048 bytes


def test_reply_leaves_and_is_sent(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)
    phone = Phone()

    phone.work(clock)

    reply = fresh(reply)
    assert phone.texts() == ["路灯今天上午已经修好"]
    assert (reply.state, reply.sent_at, reply.in_flight_at, reply.lease_until) == (
        ReplyState.SENT,
        clock.now(),
        None,
        None,
    )
    assert reply.message.content == {"text": "路灯今天上午已经修好"}
    assert reply.message.direction == Direction.OUT


def test_second_turn_sends_nothing_more(clock):
    matter, officer = held_matter(clock)
    sent(matter, officer, clock)
    phone = Phone()

    for _ in range(3):
        phone.work(clock)

    assert len(phone.texts()) == 1


def test_window_is_counted_down(clock):
    matter, officer = held_matter(clock)
    sent(matter, officer, clock)

    Phone().work(clock)

    matter.conversation.refresh_from_db()
    assert matter.conversation.window_left == 4


def test_several_replies_to_one_person_keep_their_order(clock):
    matter, officer = held_matter(clock)
    for text in ("第一", "第二", "第三"):
        sent(matter, officer, clock, text)
    phone = Phone({"errcode": 45011, "errmsg": "too often"}, OK)

    phone.work(clock)
    held_back = phone.texts()
    clock.advance(timedelta(minutes=2))
    phone.work(clock)

    assert held_back == ["第一"]
    assert phone.texts() == ["第一", "第一", "第二", "第三"]


def test_person_of_another_conversation_waits_for_nobody(clock):
    one, officer = held_matter(clock)
    other, colleague = held_matter(clock, conversation=ConversationFactory())
    sent(one, officer, clock, "第一")
    sent(other, colleague, clock, "另一位")
    phone = Phone(TIMEOUT, OK)

    phone.work(clock)

    assert phone.texts() == ["第一", "另一位"]


def test_long_text_leaves_in_parts_that_are_the_text(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock, LONG)
    phone = Phone()

    phone.work(clock)

    assert len(phone.texts()) > 1
    assert "".join(phone.texts()) == LONG
    assert fresh(reply).state == ReplyState.SENT


def test_part_that_was_taken_is_not_repeated_when_a_later_one_fails(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock, LONG)
    phone = Phone(OK, {"errcode": 45011, "errmsg": "too often"}, OK)

    phone.work(clock)
    clock.advance(timedelta(minutes=2))
    phone.work(clock)

    parts = fresh(reply).parts
    assert phone.texts() == [parts[0], parts[1], *parts[1:]]


def test_reply_that_does_not_fit_into_what_is_left_waits_whole(clock):
    matter, officer = held_matter(clock, conversation=ConversationFactory(window_left=1))
    reply = sent(matter, officer, clock, LONG)
    phone = Phone()

    phone.work(clock)

    assert phone.texts() == []
    assert fresh(reply).state == ReplyState.WAITING


def test_closed_window_makes_it_wait_and_the_next_message_lets_it_go(clock):
    matter, officer = held_matter(clock)
    clock.advance(timedelta(hours=49))
    first, second = sent(matter, officer, clock, "第一"), sent(matter, officer, clock, "第二")
    phone = Phone()
    phone.work(clock)
    assert (fresh(first).state, fresh(second).state) == (ReplyState.WAITING, ReplyState.WAITING)

    released = open_window(matter.conversation, WindowKind.MESSAGE, clock.now())
    phone.work(clock)

    assert released == 2
    assert phone.texts() == ["第一", "第二"]


def test_platform_corrects_our_count_of_the_time(clock):
    matter, officer = held_matter(clock)
    first, second = sent(matter, officer, clock, "第一"), sent(matter, officer, clock, "第二")
    phone = Phone(SHUT)

    phone.work(clock)

    matter.conversation.refresh_from_db()
    assert matter.conversation.window_until == clock.now()
    assert phone.texts() == ["第一"]
    assert (fresh(first).state, fresh(first).failure) == (ReplyState.WAITING, "window_closed")
    assert fresh(second).state == ReplyState.WAITING


def test_platform_corrects_our_count_of_messages(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)

    Phone({"errcode": 45047, "errmsg": "out of response count limit"}).work(clock)

    matter.conversation.refresh_from_db()
    assert matter.conversation.window_left == 0
    assert (fresh(reply).state, fresh(reply).failure) == (ReplyState.WAITING, "count_used")


def test_person_who_blocks_us_is_not_tried_again(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)
    phone = Phone({"errcode": 48002, "errmsg": "blocked"})

    phone.work(clock)
    later = sent(matter, officer, clock, "还有")
    phone.work(clock)

    matter.conversation.identity.refresh_from_db()
    assert not matter.conversation.identity.is_reachable
    assert (fresh(reply).state, fresh(reply).failure) == (ReplyState.FAILED, "unreachable")
    assert (fresh(later).state, len(phone.texts())) == (ReplyState.FAILED, 1)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"errcode": 45166, "errmsg": "invalid content"}, "content"),
        ({"errcode": 40008, "errmsg": "message type"}, "permanent"),
    ],
)
def test_final_refusal_fails_it_and_gives_the_message_back(clock, answer, reason):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)

    Phone(answer).work(clock)

    matter.conversation.refresh_from_db()
    assert (fresh(reply).state, fresh(reply).failure) == (ReplyState.FAILED, reason)
    assert fresh(reply).failure_code == str(answer["errcode"])
    assert matter.conversation.window_left == 5


def test_platform_that_is_away_is_tried_ten_times(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)
    phone = Phone(httpx2.ConnectError("refused"))

    for _ in range(15):
        phone.work(clock)
        clock.advance(timedelta(minutes=20))

    assert len(phone.texts()) == 10
    assert (fresh(reply).state, fresh(reply).failure) == (ReplyState.FAILED, "gave_up")


def test_account_that_must_be_mended_is_tried_as_long_as_it_takes(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)
    phone = Phone(*[{"errcode": 40164, "errmsg": "invalid ip 203.0.113.7"}] * 12, OK)

    for _ in range(14):
        phone.work(clock)
        clock.advance(timedelta(minutes=16))

    assert fresh(reply).state == ReplyState.SENT


def test_quota_waits_for_the_new_day(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)

    Phone({"errcode": 45009, "errmsg": "reach max api daily quota limit"}).work(clock)

    assert fresh(reply).state == ReplyState.QUEUED
    assert fresh(reply).next_attempt_at == clock.now() + timedelta(hours=15)


def test_stopped_account_sends_nothing(clock):
    matter, officer = held_matter(clock)
    sent(matter, officer, clock)
    stop_account(matter.conversation.account, reason="检修", clock=clock)
    phone = Phone()

    phone.work(clock)

    assert phone.texts() == []


def test_weibo_reply_leaves_in_its_own_form(clock):
    matter, officer = held_matter(clock, conversation=weibo_conversation())
    reply = sent(matter, officer, clock, "已" * 400)
    phone = Phone()

    phone.work(clock)

    assert phone.script.names() == ["reply", "reply"]
    assert fresh(reply).state == ReplyState.SENT


def test_letter_of_the_website_is_answered_on_the_page_at_once(clock):
    matter, officer = held_matter(clock, conversation=off_platform(Source.WEB))

    reply = sent(matter, officer, clock)

    assert (reply.state, reply.sent_at) == (ReplyState.SENT, clock.now())
    assert Message.objects.filter(matter=matter, direction=Direction.OUT).count() == 1


def test_receipt_leaves_first_and_never_waits(clock):
    matter, officer = held_matter(clock, receipt=True)
    sent(matter, officer, clock, "答复")
    phone = Phone()

    phone.work(clock)

    assert matter.code[:4] in phone.texts()[0]
    assert phone.texts()[1] == "答复"


def test_receipt_that_the_window_does_not_let_through_is_dropped(clock):
    matter, _officer = held_matter(clock, receipt=True)

    Phone(SHUT).work(clock)

    assert Reply.objects.get(matter=matter).state == ReplyState.CANCELLED
    assert not Message.objects.filter(matter=matter, direction=Direction.OUT).exists()


def test_receipt_without_an_answer_holds_nobody_up_and_is_never_repeated(clock):
    matter, officer = held_matter(clock, receipt=True)
    answer = sent(matter, officer, clock, "答复")
    phone = Phone(TIMEOUT, OK, records=[NO_RECORDS])

    phone.work(clock)
    at_once = fresh(answer).state
    for _ in range(4):
        clock.advance(timedelta(minutes=10))
        phone.work(clock)

    assert at_once == ReplyState.SENT
    assert len(phone.texts()) == 2
    assert Reply.objects.get(matter=matter, author=None).state == ReplyState.FAILED
