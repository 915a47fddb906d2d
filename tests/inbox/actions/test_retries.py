"""What a person does with a stuck reply, and what is found without one."""

from __future__ import annotations

from datetime import timedelta

import httpx2
import pytest

from tests.factories.inbox import ConversationFactory, IdentityFactory, duty_officer
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
from zhenglian.audit.models import Entry
from zhenglian.inbox import reply_errors
from zhenglian.inbox.actions.outbox_outcomes import land
from zhenglian.inbox.actions.reply_leases import LEASE, lease_to_send, reclaim_leases
from zhenglian.inbox.actions.retries import choose_way, note_called, retry_reply
from zhenglian.inbox.enums import AnswerWay, Direction, MatterState, ReplyState, Source
from zhenglian.inbox.errors import MayNotHandle, NotClaimedByYou
from zhenglian.inbox.models import Message
from zhenglian.inbox.reply_errors import LeaseLost
from zhenglian.inbox.reply_words import TROUBLES, reply_trouble

pytestmark = pytest.mark.django_db
TIMEOUT = httpx2.ReadTimeout("slow")


def lost(clock, **phone):
    """A reply whose answer was lost: (reply, officer, phone)."""
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock, "第一")
    platform = Phone(TIMEOUT, OK, **phone)
    platform.work(clock)
    assert fresh(reply).state == ReplyState.UNKNOWN
    return reply, officer, platform


def listed(reply, clock, times=1):
    handle = reply.matter.conversation.identity.handle
    moment = int(clock.now().timestamp())
    row = {"openid": handle, "opercode": 2002, "text": "第一", "time": moment, "worker": ""}
    return {"recordlist": [row] * times, "number": times, "msgid": 2}


def test_unknown_outcome_is_never_sent_again_by_itself(clock):
    reply, _officer, phone = lost(clock)

    for _ in range(20):
        clock.advance(timedelta(minutes=30))
        phone.work(clock)

    assert phone.texts() == ["第一"]
    assert fresh(reply).state == ReplyState.UNKNOWN
    assert fresh(reply).next_attempt_at is None
    assert reply_trouble(fresh(reply)) == str(TROUBLES["look"])


def test_message_in_the_platform_s_list_has_arrived(clock):
    reply, _officer, phone = lost(clock)
    phone.script.lines["getmsglist"] = [listed(reply, clock)]
    clock.advance(timedelta(seconds=20))

    phone.work(clock)

    assert fresh(reply).state == ReplyState.SENT
    assert len(phone.texts()) == 1


def test_same_words_sent_before_prove_nothing(clock):
    matter, officer = held_matter(clock)
    first, second = sent(matter, officer, clock, "第一"), sent(matter, officer, clock, "第一")
    phone = Phone(OK, TIMEOUT, OK)
    phone.work(clock)
    phone.script.lines["getmsglist"] = [listed(first, clock)]
    clock.advance(timedelta(seconds=20))

    phone.work(clock)
    once = fresh(second).state
    phone.script.lines["getmsglist"] = [listed(first, clock, times=2)]
    clock.advance(timedelta(minutes=5))
    phone.work(clock)

    assert (fresh(first).state, once) == (ReplyState.SENT, ReplyState.UNKNOWN)
    assert fresh(second).state == ReplyState.SENT


def test_look_that_fails_itself_is_made_again(clock):
    reply, _officer, phone = lost(clock, records=[{"errcode": -1, "errmsg": "busy"}])
    clock.advance(timedelta(seconds=20))

    phone.work(clock)

    assert fresh(reply).state == ReplyState.UNKNOWN
    assert fresh(reply).next_attempt_at == clock.now() + timedelta(minutes=2)


def test_person_must_say_what_they_saw(clock):
    reply, officer, _phone = lost(clock)

    with pytest.raises(reply_errors.SayWhatYouSaw):
        retry_reply(reply, actor=officer, clock=clock)


@pytest.mark.parametrize(("is_there", "times"), [(True, 1), (False, 2)])
def test_what_a_person_saw_decides(clock, is_there, times):
    reply, officer, phone = lost(clock)

    retry_reply(reply, is_there=is_there, actor=officer, clock=clock)
    phone.work(clock)

    assert fresh(reply).state == ReplyState.SENT
    assert phone.texts() == ["第一"] * times
    entry = Entry.objects.get(act="inbox.reply_seen")
    assert entry.detail == {"reply": reply.pk, "part": 0, "is_there": is_there}
    assert entry.actor_id == str(officer.pk)


def test_later_reply_waits_until_the_unknown_one_is_clear(clock):
    reply, officer, phone = lost(clock)
    later = sent(reply.matter, officer, clock, "第二")
    phone.work(clock)
    before = phone.texts()

    retry_reply(reply, is_there=True, actor=officer, clock=clock)
    phone.work(clock)

    assert before == ["第一"]
    assert phone.texts() == ["第一", "第二"]
    assert fresh(later).state == ReplyState.SENT


def test_stranger_says_nothing(clock):
    reply, _officer, _phone = lost(clock)

    with pytest.raises(MayNotHandle):
        retry_reply(reply, is_there=False, actor=duty_officer(weibo_conversation().unit), clock=clock)


def test_failed_reply_is_tried_again_by_a_person(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)
    phone = Phone({"errcode": 40008, "errmsg": "message type"}, OK)
    phone.work(clock)

    retry_reply(reply, actor=officer, clock=clock)
    phone.work(clock)

    assert fresh(reply).state == ReplyState.SENT
    with pytest.raises(reply_errors.ReplyMovedOn):
        retry_reply(reply, actor=officer, clock=clock)


def test_worker_that_fell_silent_after_take_off_leaves_an_unknown_outcome(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)
    held = lease_to_send(reply.pk, clock=clock)
    held.in_flight_at = clock.now()
    held.save()
    clock.advance(LEASE + timedelta(seconds=1))

    assert reclaim_leases(clock=clock) == 1

    assert fresh(reply).state == ReplyState.UNKNOWN


def test_worker_that_fell_silent_before_take_off_is_replaced(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)
    lease_to_send(reply.pk, clock=clock)
    clock.advance(LEASE + timedelta(seconds=1))
    phone = Phone()

    phone.work(clock)

    assert fresh(reply).state == ReplyState.SENT
    assert len(phone.texts()) == 1


def test_slow_worker_s_late_answer_settles_what_was_unknown(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)
    slow = lease_to_send(reply.pk, clock=clock)
    slow.parts, slow.in_flight_at = ["路灯今天上午已经修好"], clock.now()
    slow.save()
    clock.advance(LEASE + timedelta(seconds=1))
    reclaim_leases(clock=clock)

    with pytest.raises(LeaseLost):
        land(slow, clock=clock)

    assert (fresh(reply).state, fresh(reply).parts_sent) == (ReplyState.SENT, 1)


def test_slow_worker_writes_nothing_over_a_person_s_word(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)
    slow = lease_to_send(reply.pk, clock=clock)
    slow.parts, slow.in_flight_at = ["路灯今天上午已经修好"], clock.now()
    slow.save()
    clock.advance(LEASE + timedelta(seconds=1))
    reclaim_leases(clock=clock)
    retry_reply(reply, is_there=False, actor=officer, clock=clock)

    with pytest.raises(LeaseLost):
        land(slow, clock=clock)

    assert (fresh(reply).state, fresh(reply).parts_sent) == (ReplyState.QUEUED, 0)


def test_second_worker_does_not_get_a_leased_reply(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)

    assert lease_to_send(reply.pk, clock=clock) is not None
    assert lease_to_send(reply.pk, clock=clock) is None


def called_matter(clock):
    return held_matter(clock, conversation=off_platform(Source.PHONE, phone="13800001234"))


def test_answer_by_telephone_counts_when_the_call_was_made(clock):
    matter, officer = called_matter(clock)
    reply = sent(matter, officer, clock, is_answer=True)
    before = (reply.state, matter.state, reply_trouble(reply) != "")
    clock.advance(timedelta(hours=1))

    note_called(reply, "无人接听", is_reached=False, actor=officer, clock=clock)
    missed = fresh(reply).state
    note_called(reply, "已当面告知", is_reached=True, actor=officer, clock=clock)

    matter.refresh_from_db()
    assert before == (ReplyState.WAITING, MatterState.OPEN, True)
    assert missed == ReplyState.WAITING
    assert (fresh(reply).state, matter.state) == (ReplyState.SENT, MatterState.ANSWERED)
    assert matter.answered_at == clock.now()
    assert Message.objects.filter(matter=matter, direction=Direction.NOTE).count() == 2


def test_waiting_reply_can_stand_on_the_page_alone(clock):
    matter, officer = held_matter(clock, conversation=ConversationFactory(window_left=0))
    reply = sent(matter, officer, clock)

    choose_way(reply, AnswerWay.WEB, actor=officer, clock=clock)

    assert fresh(reply).state == ReplyState.SENT


def test_unreachable_person_is_called_instead(clock):
    identity = IdentityFactory(person__details={"phone": "13800001234"})
    matter, officer = held_matter(clock, conversation=ConversationFactory(identity=identity))
    reply = sent(matter, officer, clock, is_answer=True)
    Phone({"errcode": 43004, "errmsg": "require subscribe"}).work(clock)

    choose_way(reply, AnswerWay.PHONE, actor=officer, clock=clock)
    note_called(reply, "已电话告知", is_reached=True, actor=officer, clock=clock)

    assert fresh(reply).state == ReplyState.SENT


def test_way_of_what_may_have_arrived_is_not_changed(clock):
    reply, officer, _phone = lost(clock)

    with pytest.raises(reply_errors.ReplyMovedOn):
        choose_way(reply, AnswerWay.WEB, actor=officer, clock=clock)


def test_half_sent_reply_keeps_its_way(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock, "。".join("路灯" * 60 for _ in range(12)))
    Phone(OK, SHUT, records=[NO_RECORDS]).work(clock)

    with pytest.raises(reply_errors.ReplyOnItsWay):
        choose_way(reply, AnswerWay.WEB, actor=officer, clock=clock)


def test_colleague_is_kept_out_while_somebody_else_has_it(clock):
    matter, officer = called_matter(clock)
    reply = sent(matter, officer, clock, way=AnswerWay.PHONE)

    with pytest.raises(NotClaimedByYou):
        note_called(reply, "已告知", is_reached=True, actor=duty_officer(matter.unit), clock=clock)

    assert fresh(reply).state == ReplyState.WAITING
