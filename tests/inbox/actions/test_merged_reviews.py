"""Sensitive answers to merged matters that come back: whoever has the lead can always go on, nobody else."""

from __future__ import annotations

import pytest

from tests.factories.inbox import ConversationFactory, duty_officer, opened_matter, posted
from tests.factories.people import UnitFactory
from tests.inbox.replying import fresh, held_matter
from zhenglian.inbox import errors, reply_errors
from zhenglian.inbox.actions.claims import assign, claim, release_claim
from zhenglian.inbox.actions.course import close
from zhenglian.inbox.actions.matters import locked_with_lead
from zhenglian.inbox.actions.merged_answers import answer_merged
from zhenglian.inbox.actions.merging import merge, unmerge
from zhenglian.inbox.actions.replies import cancel_reply, change_reply, send_reply
from zhenglian.inbox.actions.review_reply import approve_reply, return_reply
from zhenglian.inbox.enums import MatterState, ReplyState
from zhenglian.inbox.models import Matter, Reply
from zhenglian.inbox.selectors.desk_queues import Queue, queue_page, visible_matters
from zhenglian.people.enums import Role
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReturnReason

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_level(clock):
    reviews.ensure_rule("inbox.reply", "", name="敏感回复：一级审核", levels=1, hours=2, clock=clock)


@pytest.fixture
def answered(clock):
    """(lead, part, officer, reviewer, reply to the lead, reply to the part): both in review."""
    lead, officer = held_matter(clock)
    conversation = ConversationFactory(identity__account=lead.conversation.account)
    part = opened_matter(clock=clock, conversation=conversation)
    Reply.objects.all().delete()
    merge([part], lead, actor=officer, clock=clock)
    texts = {lead.pk: "您家门口的灯已修好", part.pk: "学校旁的灯已修好"}
    first, second = answer_merged(lead, texts, is_sensitive=True, actor=officer, clock=clock)
    return lead, part, officer, posted(Role.FIRST_REVIEWER, lead.unit), first, second


def returned(reply, reviewer, clock):
    return return_reply(reply, reason=ReturnReason.WORDING, comment="语气", actor=reviewer, clock=clock)


def revised(reply, officer, clock, text="学校旁的路灯今天已修好"):
    changed = change_reply(reply, text, is_answer=True, is_sensitive=True, actor=officer, clock=clock)
    return send_reply(changed, actor=officer, clock=clock)


def test_holder_of_the_lead_revises_what_came_back(clock, answered):
    _lead, part, officer, reviewer, _first, second = answered
    returned(second, reviewer, clock)

    revised(second, officer, clock)
    approve_reply(second, actor=reviewer, clock=clock)

    part.refresh_from_db()
    assert fresh(second).message.content["text"] == "学校旁的路灯今天已修好"
    assert (part.state, part.answered_at) == (MatterState.MERGED, clock.now())


@pytest.mark.parametrize("ended", ["answered", "released", "closed"])
def test_it_is_revised_also_after_the_lead_has_ended(ended, clock, answered):
    lead, part, officer, reviewer, first, second = answered
    approve_reply(first, actor=reviewer, clock=clock)
    returned(second, reviewer, clock)
    writer = officer
    if ended == "released":
        release_claim(lead, actor=officer, clock=clock)
        writer = duty_officer(lead.unit)
    elif ended == "closed":
        close(lead, reason="已办结", actor=officer, clock=clock)
        writer = duty_officer(lead.unit)

    revised(second, writer, clock)
    approve_reply(second, actor=reviewer, clock=clock)

    part.refresh_from_db()
    assert fresh(second).state == ReplyState.QUEUED
    assert part.answered_at == clock.now()


def test_colleague_and_stranger_leave_it_alone_while_somebody_has_the_lead(clock, answered):
    lead, _part, _officer, reviewer, _first, second = answered
    returned(second, reviewer, clock)

    for act in (
        lambda who: revised(second, who, clock),
        lambda who: send_reply(second, actor=who, clock=clock),
        lambda who: cancel_reply(second, actor=who, clock=clock),
    ):
        with pytest.raises(errors.NotClaimedByYou):
            act(duty_officer(lead.unit))
        with pytest.raises(errors.MayNotHandle):
            act(duty_officer(UnitFactory()))

    assert fresh(second).state == ReplyState.RETURNED


def test_stranger_does_not_write_for_a_lead_that_has_ended(clock, answered):
    lead, _part, officer, reviewer, first, second = answered
    approve_reply(first, actor=reviewer, clock=clock)
    returned(second, reviewer, clock)
    close(lead, reason="已办结", actor=officer, clock=clock)

    with pytest.raises(errors.MayNotHandle):
        revised(second, duty_officer(UnitFactory()), clock)


def test_who_takes_the_lead_over_revises(clock, answered):
    lead, _part, officer, reviewer, _first, second = answered
    returned(second, reviewer, clock)
    colleague = duty_officer(lead.unit)
    assign(lead, assignee=colleague, actor=officer, clock=clock)

    with pytest.raises(errors.NotClaimedByYou):
        revised(second, officer, clock)

    assert revised(second, colleague, clock).state == ReplyState.IN_REVIEW


def test_lead_with_something_to_revise_stands_in_its_officers_queue(clock, answered):
    lead, _part, officer, reviewer, first, second = answered
    approve_reply(first, actor=reviewer, clock=clock)

    def mine():
        rows = visible_matters(officer, clock=clock)
        return queue_page(rows, Queue.MINE, staff=officer, now=clock.now(), page=1)

    before = mine()
    returned(second, reviewer, clock)

    assert (before, mine()) == ([], [lead])
    revised(second, officer, clock)
    assert mine() == []


def test_citizen_whose_answer_is_taken_back_after_the_end_is_not_forgotten(clock, answered):
    _lead, part, officer, reviewer, first, second = answered
    approve_reply(first, actor=reviewer, clock=clock)
    returned(second, reviewer, clock)

    cancel_reply(second, actor=officer, clock=clock)

    part.refresh_from_db()
    assert (part.state, part.merged_into) == (MatterState.NEW, None)
    assert claim(part, actor=officer, clock=clock).state == MatterState.OPEN


def test_answer_taken_back_while_the_lead_is_under_way_leaves_them_merged(clock, answered):
    _lead, part, officer, reviewer, _first, second = answered
    returned(second, reviewer, clock)

    cancel_reply(second, actor=officer, clock=clock)

    part.refresh_from_db()
    assert part.state == MatterState.MERGED


def test_unanswered_matter_is_taken_out_of_an_answered_one(clock, answered):
    _lead, part, officer, reviewer, first, second = answered
    approve_reply(first, actor=reviewer, clock=clock)
    returned(second, reviewer, clock)

    freed = unmerge(part, actor=officer, clock=clock)

    assert freed.state == MatterState.NEW
    claim(freed, actor=officer, clock=clock)
    assert revised(second, officer, clock).state == ReplyState.IN_REVIEW


def test_answered_matter_stays_answered_when_its_lead_ends_without_an_answer(clock, answered):
    lead, part, officer, reviewer, first, second = answered
    approve_reply(second, actor=reviewer, clock=clock)
    returned(first, reviewer, clock)

    close(lead, reason="重复来信", actor=officer, clock=clock)

    part.refresh_from_db()
    assert (part.state, part.merged_into) == (MatterState.ANSWERED, None)


def test_reply_read_before_its_matter_was_taken_out_has_moved_on(clock, answered, monkeypatch):
    lead, part, _officer, _reviewer, _first, _second = answered
    from zhenglian.inbox.actions import matters

    taken = matters.locked_matter

    def late(matter):
        if matter.pk == lead.pk:  # the lock of the lead was waited for
            Matter.objects.filter(pk=part.pk).update(state=MatterState.NEW, merged_into=None)
        return taken(matter)

    monkeypatch.setattr(matters, "locked_matter", late)

    with pytest.raises(reply_errors.ReplyMovedOn):
        locked_with_lead(part)
