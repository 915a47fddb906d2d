"""An officer's reply until it is decided, and what it counts for."""

from __future__ import annotations

import pytest

from tests.factories.inbox import duty_officer
from tests.inbox.replying import fresh, held_matter, off_platform, sent, weibo_conversation, written
from zhenglian.audit.models import Entry
from zhenglian.clocks import api as clocks
from zhenglian.inbox import reply_errors
from zhenglian.inbox.actions.course import close
from zhenglian.inbox.actions.matters import subject_of
from zhenglian.inbox.actions.notes import keep_typed
from zhenglian.inbox.actions.replies import cancel_reply, change_reply, send_reply
from zhenglian.inbox.enums import AnswerWay, MatterState, ReplyState, Source
from zhenglian.inbox.errors import MayNotHandle, NotClaimedByYou, TextMissing
from zhenglian.inbox.models import Message, Reply, TypedText

pytestmark = pytest.mark.django_db


def test_draft_stands_nowhere_and_counts_for_nothing(clock):
    matter, officer = held_matter(clock)
    messages = Message.objects.count()

    reply = written(matter, officer, clock)

    matter.refresh_from_db()
    assert (reply.state, reply.message, matter.touched_at) == (ReplyState.DRAFT, None, None)
    assert Message.objects.count() == messages


def test_draft_takes_the_place_of_what_was_being_typed(clock):
    matter, officer = held_matter(clock)
    keep_typed(matter, "路灯今天上", actor=officer, clock=clock)

    written(matter, officer, clock)

    assert not TypedText.objects.exists()


def test_text_is_stored_encrypted(clock):
    from django.db import connection

    matter, officer = held_matter(clock)
    sent(matter, officer, clock, "绝密的路灯")

    with connection.cursor() as cursor:
        cursor.execute("SELECT content, parts FROM inbox_reply UNION SELECT content, '' FROM inbox_message")
        assert "绝密" not in str(cursor.fetchall())


def test_first_word_of_a_person_touches_the_clock(clock):
    matter, officer = held_matter(clock)

    sent(matter, officer, clock, "请问是哪一盏灯")

    matter.refresh_from_db()
    assert (matter.touched_at, matter.answered_at, matter.state) == (clock.now(), None, MatterState.OPEN)


def test_final_answer_ends_the_clock(clock):
    matter, officer = held_matter(clock)

    sent(matter, officer, clock, is_answer=True)

    matter.refresh_from_db()
    assert (matter.state, matter.answered_at, matter.next_due_at) == (MatterState.ANSWERED, clock.now(), None)
    assert clocks.run_of(subject_of(matter)).finished_at == clock.now()


def test_receipt_is_no_first_word(clock):
    matter, _officer = held_matter(clock, receipt=True)

    assert Reply.objects.get(matter=matter).is_notice
    assert matter.touched_at is None


def test_only_the_holder_writes(clock):
    matter, officer = held_matter(clock)
    reply = written(matter, officer, clock)
    colleague, stranger = duty_officer(matter.unit), duty_officer(weibo_conversation().unit)

    with pytest.raises(NotClaimedByYou):
        written(matter, colleague, clock)
    with pytest.raises(NotClaimedByYou):
        send_reply(reply, actor=colleague, clock=clock)
    with pytest.raises(MayNotHandle):
        written(matter, stranger, clock)


def test_sent_twice_by_two_clicks_leaves_once(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)

    with pytest.raises(reply_errors.ReplyMovedOn):
        send_reply(reply, actor=officer, clock=clock)


def test_ended_matter_takes_no_reply(clock):
    matter, officer = held_matter(clock)
    reply = written(matter, officer, clock)
    close(matter, reason="广告", actor=officer, clock=clock)

    with pytest.raises(reply_errors.NoAnswerToEnded):
        send_reply(reply, actor=officer, clock=clock)


@pytest.mark.parametrize("text", ["", "  \n "])
def test_empty_reply_is_refused(clock, text):
    matter, officer = held_matter(clock)

    with pytest.raises(TextMissing):
        written(matter, officer, clock, text)


def test_text_of_too_many_messages_is_refused_while_it_can_be_shortened(clock):
    matter, officer = held_matter(clock)

    with pytest.raises(reply_errors.ReplyTooLong):
        written(matter, officer, clock, "汉" * 4000)
    assert not Reply.objects.exists()


def test_changed_draft_leaves_with_its_new_words(clock):
    matter, officer = held_matter(clock)
    reply = written(matter, officer, clock)

    change_reply(reply, "明天修", is_answer=True, is_sensitive=False, actor=officer, clock=clock)
    send_reply(reply, actor=officer, clock=clock)

    assert (fresh(reply).text, fresh(reply).is_answer) == ("明天修", True)
    assert fresh(reply).message.content == {"text": "明天修"}


def test_cancelled_draft_is_over(clock):
    matter, officer = held_matter(clock)
    reply = written(matter, officer, clock)

    cancel_reply(reply, actor=officer, clock=clock)

    assert fresh(reply).state == ReplyState.CANCELLED
    with pytest.raises(reply_errors.ReplyMovedOn):
        send_reply(reply, actor=officer, clock=clock)


def test_what_the_citizen_can_read_is_not_cancelled(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)

    with pytest.raises(reply_errors.ReplyMovedOn):
        cancel_reply(reply, actor=officer, clock=clock)


@pytest.mark.parametrize(
    ("source", "details", "chosen", "way"),
    [
        (Source.WEB, {}, AnswerWay.SAME, AnswerWay.WEB),
        (Source.WEB, {"mail": "a@b.test"}, AnswerWay.MAIL, AnswerWay.MAIL),
        (Source.WEB, {}, AnswerWay.MAIL, AnswerWay.WEB),
        (Source.PHONE, {"phone": "13800001234"}, AnswerWay.SAME, AnswerWay.PHONE),
        (Source.PHONE, {}, AnswerWay.PHONE, AnswerWay.WEB),
    ],
)
def test_way_is_the_citizen_s_where_it_has_an_address(clock, source, details, chosen, way):
    matter, officer = held_matter(clock, conversation=off_platform(source, **details), answer_way=chosen)

    assert written(matter, officer, clock).way == way


def test_way_without_an_address_cannot_be_chosen(clock):
    matter, officer = held_matter(clock)

    with pytest.raises(reply_errors.AddressMissing):
        written(matter, officer, clock, way=AnswerWay.PHONE)


def test_audit_names_the_reply_and_never_its_words(clock):
    matter, officer = held_matter(clock)

    reply = sent(matter, officer, clock, "机密内容", is_answer=True)

    entry = Entry.objects.get(act="inbox.send_reply")
    assert entry.detail == {"reply": reply.pk, "answer": True, "way": "same"}
    assert "机密" not in str(list(Entry.objects.values()))


def test_colleague_does_not_take_back_what_somebody_else_wrote(clock):
    matter, officer = held_matter(clock)
    reply = written(matter, officer, clock)

    with pytest.raises(NotClaimedByYou):
        cancel_reply(reply, actor=duty_officer(matter.unit), clock=clock)

    assert fresh(reply).state == ReplyState.DRAFT
