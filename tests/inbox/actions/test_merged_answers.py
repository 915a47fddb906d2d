"""Merged matters: each citizen is answered in own words."""

from __future__ import annotations

import pytest

from tests.factories.inbox import ConversationFactory, opened_matter
from tests.inbox.replying import Phone, held_matter
from zhenglian.clocks import api as clocks
from zhenglian.clocks.enums import FinishWay
from zhenglian.inbox import reply_errors
from zhenglian.inbox.actions.matters import subject_of
from zhenglian.inbox.actions.merged_answers import answer_merged
from zhenglian.inbox.actions.merging import merge
from zhenglian.inbox.actions.replies import draft_reply
from zhenglian.inbox.enums import Direction, MatterState, ReplyState
from zhenglian.inbox.errors import NotClaimedByYou
from zhenglian.inbox.models import Message, Reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged(clock):
    matter, officer = held_matter(clock)
    conversation = ConversationFactory(identity__account=matter.conversation.account)
    other = opened_matter(clock=clock, conversation=conversation)
    Reply.objects.all().delete()
    merge([other], matter, actor=officer, clock=clock)
    return matter, other, officer


def test_each_citizen_gets_own_words(clock, merged):
    matter, other, officer = merged
    phone = Phone()

    answer_merged(
        matter, {matter.pk: "您家门口的灯已修好", other.pk: "学校旁的灯已修好"}, actor=officer, clock=clock
    )
    phone.work(clock)

    sent_to = {body["touser"]: body["text"]["content"] for body in phone.script.bodies("send")}
    assert sent_to == {
        matter.conversation.identity.handle: "您家门口的灯已修好",
        other.conversation.identity.handle: "学校旁的灯已修好",
    }
    matter.refresh_from_db()
    other.refresh_from_db()
    assert (matter.state, other.state) == (MatterState.ANSWERED, MatterState.MERGED)
    assert Message.objects.filter(matter=other, direction=Direction.OUT).latest("pk").content["text"]


@pytest.mark.parametrize("missing", ["left out", "blank", "foreign"])
def test_nobody_is_left_without_words(clock, merged, missing):
    matter, other, officer = merged
    texts = {matter.pk: "已修好", other.pk: "已修好"}
    if missing == "left out":
        del texts[other.pk]
    elif missing == "blank":
        texts[other.pk] = "  "
    else:
        texts[other.pk + 1000] = "别人"

    with pytest.raises(reply_errors.AnswerMissing):
        answer_merged(matter, texts, actor=officer, clock=clock)

    assert not Reply.objects.exists()


def test_one_answer_for_all_is_no_answer(clock, merged):
    matter, _other, officer = merged

    with pytest.raises(reply_errors.AnswerMissing):
        draft_reply(matter, "已修好", is_answer=True, is_sensitive=False, actor=officer, clock=clock)

    assert not Reply.objects.exists()


def test_the_own_answer_ends_the_own_clock(clock, merged):
    matter, other, officer = merged

    answer_merged(matter, {matter.pk: "一", other.pk: "二"}, actor=officer, clock=clock)

    assert clocks.run_of(subject_of(other)).finished_how == FinishWay.ANSWERED


def test_only_the_holder_answers(clock, merged):
    matter, other, _officer = merged
    from tests.factories.inbox import duty_officer

    with pytest.raises(NotClaimedByYou):
        answer_merged(matter, {matter.pk: "好", other.pk: "好"}, actor=duty_officer(matter.unit), clock=clock)


def test_sensitive_answers_are_each_reviewed(clock, merged):
    matter, other, officer = merged

    replies = answer_merged(
        matter, {matter.pk: "一", other.pk: "二"}, is_sensitive=True, actor=officer, clock=clock
    )

    assert [reply.state for reply in replies] == [ReplyState.IN_REVIEW] * 2
