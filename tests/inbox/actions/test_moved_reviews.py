"""A letter goes to another team during the review: the round ends with a reason, the new team decides."""

from __future__ import annotations

import pytest

from tests.factories.inbox import ConversationFactory, duty_officer, opened_matter, posted
from tests.factories.people import PostingFactory, UnitFactory
from tests.inbox.replying import fresh, held_matter, sent
from zhenglian.audit.models import Entry
from zhenglian.inbox import reply_errors
from zhenglian.inbox.actions.claims import assign, claim
from zhenglian.inbox.actions.merged_answers import answer_merged
from zhenglian.inbox.actions.merging import merge, unmerge
from zhenglian.inbox.actions.replies import cancel_reply, change_reply, send_reply
from zhenglian.inbox.actions.review_reply import approve_reply, return_reply
from zhenglian.inbox.actions.splitting import Part, split
from zhenglian.inbox.enums import MatterState, ReplyState
from zhenglian.inbox.models import Matter, Message, Reply
from zhenglian.inbox.reply_seals import review_subject
from zhenglian.inbox.reply_words import reply_trouble
from zhenglian.inbox.selectors.reviewing import may_read_review, replies_in_review
from zhenglian.people.enums import Role
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReturnReason, ReviewState
from zhenglian.reviews.errors import NotYourLevel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_level(clock):
    reviews.ensure_rule("inbox.reply", "", name="敏感回复：一级审核", levels=1, hours=2, clock=clock)


@pytest.fixture
def submitted(clock):
    matter, officer = held_matter(clock)
    return sent(matter, officer, clock, "情况正在调查", is_sensitive=True, is_answer=True), officer


@pytest.fixture
def team(db):
    return UnitFactory()


def round_of(reply):
    return reviews.current_review(review_subject(reply))


def moved(reply, unit, officer, clock):
    assign(reply.matter, unit=unit, actor=officer, clock=clock)
    return Reply.objects.get(pk=reply.pk)


def test_move_returns_the_reply_with_a_reason_and_an_entry(clock, submitted, team):
    reply, officer = submitted
    review = round_of(reply)

    after = moved(reply, team, officer, clock)

    review.refresh_from_db()
    assert (after.state, after.failure) == (ReplyState.RETURNED, "moved")
    assert reply_trouble(after)
    assert (review.state, review.closed_because) == (ReviewState.WITHDRAWN, "moved")
    entry = Entry.objects.get(act="inbox.return_moved")
    assert entry.detail["reply"] == reply.pk
    assert (entry.detail["unit_before"], entry.detail["unit"]) == (review.unit_id, team.pk)
    assert "review_moved" in [each.content.get("step") for each in Message.objects.all()]


def test_new_team_submits_it_and_only_its_reviewer_decides(clock, submitted, team):
    reply, officer = submitted
    old, new = posted(Role.FIRST_REVIEWER, reply.matter.unit), posted(Role.FIRST_REVIEWER, team)
    after = moved(reply, team, officer, clock)
    newcomer = duty_officer(team)
    claim(after.matter, actor=newcomer, clock=clock)

    send_reply(after, actor=newcomer, clock=clock)

    after = fresh(after)
    assert (after.failure, round_of(after).unit) == ("", team)
    assert may_read_review(new, after, clock=clock)
    assert [(row.reply, row.is_mine) for row in replies_in_review(new, clock=clock)] == [(after, True)]
    with pytest.raises(NotYourLevel):
        approve_reply(after, actor=old, clock=clock)
    approve_reply(after, actor=new, clock=clock)
    assert fresh(after).state == ReplyState.QUEUED


def test_writer_who_reviews_in_the_new_team_cannot_approve_own_words(clock, submitted, team):
    reply, officer = submitted
    PostingFactory(staff=officer, unit=team, role=Role.FIRST_REVIEWER)
    newcomer = duty_officer(team)
    after = moved(reply, team, officer, clock)
    claim(after.matter, actor=newcomer, clock=clock)
    send_reply(after, actor=newcomer, clock=clock)

    from zhenglian.reviews.errors import OwnWork

    with pytest.raises(OwnWork):
        approve_reply(after, actor=officer, clock=clock)


def test_new_team_may_take_it_back_instead(clock, submitted, team):
    reply, officer = submitted
    after = moved(reply, team, officer, clock)
    newcomer = duty_officer(team)
    claim(after.matter, actor=newcomer, clock=clock)

    assert cancel_reply(after, actor=newcomer, clock=clock).state == ReplyState.CANCELLED


def test_another_officer_of_the_same_team_leaves_the_review_open(clock, submitted):
    reply, officer = submitted

    assign(reply.matter, assignee=duty_officer(reply.matter.unit), actor=officer, clock=clock)

    assert (fresh(reply).state, round_of(reply).state) == (ReplyState.IN_REVIEW, ReviewState.OPEN)


def test_splitting_to_another_team_returns_it(clock, submitted, team):
    reply, officer = submitted
    parts = [Part("一", "consultation", team), Part("二", "complaint", reply.matter.unit)]

    split(reply.matter, parts, actor=officer, clock=clock)

    assert fresh(reply).failure == "moved"


@pytest.fixture
def stranded(clock, submitted, team):
    """As an earlier version left it: the letter is with another team, the round is not."""
    reply, _officer = submitted
    Matter.objects.filter(pk=reply.matter_id).update(unit=team, assignee=None, state=MatterState.NEW)
    holder = duty_officer(team)
    claim(Matter.objects.get(pk=reply.matter_id), actor=holder, clock=clock)
    return fresh(reply), holder, round_of(reply).unit


def test_old_team_does_not_approve_what_another_one_answers(clock, stranded):
    reply, _holder, old = stranded

    with pytest.raises(reply_errors.TeamChanged):
        approve_reply(reply, actor=posted(Role.FIRST_REVIEWER, old), clock=clock)


def test_stranded_review_is_mended_by_the_holder(clock, stranded):
    reply, holder, _old = stranded

    change_reply(reply, reply.text, is_answer=True, is_sensitive=True, actor=holder, clock=clock)

    assert round_of(reply).unit == holder.postings.get().unit
    assert round_of(reply).state == ReviewState.OPEN


@pytest.fixture
def merged(clock, team):
    """A lead and a part of another team, answered for both by one who handles both: (lead, part, officer)."""
    lead, officer = held_matter(clock)
    PostingFactory(staff=officer, unit=team, role=Role.DUTY_OFFICER)
    conversation = ConversationFactory(identity__account=lead.conversation.account)
    part = opened_matter(clock=clock, conversation=conversation, unit=team)
    Reply.objects.all().delete()
    merge([part], lead, actor=officer, clock=clock)
    texts = {lead.pk: "一", part.pk: "二"}
    return (*answer_merged(lead, texts, is_sensitive=True, actor=officer, clock=clock), officer)


def test_team_of_the_lead_reviews_the_answers_of_all(clock, merged, team):
    _first, second, _officer = merged
    reviewer = posted(Role.FIRST_REVIEWER, second.matter.merged_into.unit)

    assert may_read_review(reviewer, second, clock=clock)
    with pytest.raises(NotYourLevel):
        approve_reply(second, actor=posted(Role.FIRST_REVIEWER, team), clock=clock)
    approve_reply(second, actor=reviewer, clock=clock)
    assert fresh(second).state == ReplyState.QUEUED


def test_moving_the_lead_returns_the_answers_of_all(clock, merged):
    first, second, officer = merged
    third = UnitFactory()

    assign(first.matter, unit=third, actor=officer, clock=clock)

    assert {fresh(first).failure, fresh(second).failure} == {"moved"}
    newcomer, reviewer = duty_officer(third), posted(Role.FIRST_REVIEWER, third)
    claim(Matter.objects.get(pk=first.matter_id), actor=newcomer, clock=clock)
    for reply in (first, second):
        send_reply(fresh(reply), actor=newcomer, clock=clock)
        approve_reply(fresh(reply), actor=reviewer, clock=clock)
        assert fresh(reply).state == ReplyState.QUEUED


def test_matter_taken_out_of_another_teams_gets_its_reply_back(clock, merged, team):
    first, second, officer = merged

    unmerge(second.matter, actor=officer, clock=clock)

    assert (fresh(first).state, fresh(second).failure) == (ReplyState.IN_REVIEW, "moved")
    claim(Matter.objects.get(pk=second.matter_id), actor=officer, clock=clock)
    send_reply(fresh(second), actor=officer, clock=clock)
    assert round_of(second).unit == team


def test_word_in_review_comes_back_when_its_matter_is_merged_into_another_teams(clock, team):
    lead, officer = held_matter(clock)
    PostingFactory(staff=officer, unit=team, role=Role.DUTY_OFFICER)
    conversation = ConversationFactory(identity__account=lead.conversation.account)
    part = claim(opened_matter(clock=clock, conversation=conversation, unit=team), actor=officer, clock=clock)
    word = sent(part, officer, clock, "正在核实", is_sensitive=True)

    merge([part], lead, actor=officer, clock=clock)

    assert (fresh(word).state, fresh(word).failure) == (ReplyState.RETURNED, "moved")
    send_reply(fresh(word), actor=officer, clock=clock)
    assert round_of(word).unit == lead.unit


def test_returned_by_the_reviewer_says_nothing_of_a_move(clock, submitted):
    reply, _officer = submitted
    reviewer = posted(Role.FIRST_REVIEWER, reply.matter.unit)

    return_reply(reply, reason=ReturnReason.WORDING, comment="语气", actor=reviewer, clock=clock)

    assert fresh(reply).failure == ""
