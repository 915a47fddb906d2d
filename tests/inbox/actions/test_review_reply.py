"""Sensitive replies: nothing but the approved text leaves, and nobody approves their own."""

from __future__ import annotations

import pytest

from tests.factories.inbox import posted
from tests.inbox.replying import Phone, fresh, held_matter, sent, written
from zhenglian.audit.models import Entry
from zhenglian.inbox import reply_errors
from zhenglian.inbox.actions.claims import assign
from zhenglian.inbox.actions.receipts import withdraw
from zhenglian.inbox.actions.replies import cancel_reply, change_reply, send_reply
from zhenglian.inbox.actions.review_reply import approve_reply, return_reply
from zhenglian.inbox.enums import MatterState, ReplyState
from zhenglian.inbox.models import Message
from zhenglian.inbox.reply_seals import review_subject
from zhenglian.people.enums import Role
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReturnReason, ReviewState
from zhenglian.reviews.errors import CommentMissing, NotYourLevel, OwnWork

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_level(clock):
    """As the migration leaves it; tests build their tables without migrations."""
    reviews.ensure_rule("inbox.reply", "", name="敏感回复：一级审核", levels=1, hours=2, clock=clock)


@pytest.fixture
def submitted(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock, "情况正在调查", is_sensitive=True, is_answer=True)
    return reply, officer, posted(Role.FIRST_REVIEWER, matter.unit)


def test_sensitive_reply_waits_for_its_review(clock, submitted):
    reply, _officer, _reviewer = submitted
    phone = Phone()

    phone.work(clock)

    reply.matter.refresh_from_db()
    assert (fresh(reply).state, phone.texts()) == (ReplyState.IN_REVIEW, [])
    assert (reply.matter.touched_at, reply.matter.state) == (None, MatterState.OPEN)
    assert fresh(reply).message is None


def test_approved_reply_leaves_word_for_word(clock, submitted):
    reply, _officer, reviewer = submitted
    phone = Phone()

    approve_reply(reply, actor=reviewer, clock=clock)
    phone.work(clock)

    reply.matter.refresh_from_db()
    assert phone.texts() == ["情况正在调查"]
    assert fresh(reply).state == ReplyState.SENT
    assert reply.matter.state == MatterState.ANSWERED


def test_writer_cannot_approve_even_as_reviewer(clock, submitted):
    reply, officer, _reviewer = submitted
    from tests.factories.people import PostingFactory

    PostingFactory(staff=officer, unit=reply.matter.unit, role=Role.FIRST_REVIEWER)

    with pytest.raises(OwnWork):
        approve_reply(reply, actor=officer, clock=clock)


def test_reviewer_who_wrote_an_earlier_version_cannot_approve(clock, submitted):
    reply, officer, reviewer = submitted
    from tests.factories.people import PostingFactory

    PostingFactory(staff=reviewer, unit=reply.matter.unit, role=Role.DUTY_OFFICER)
    assign(reply.matter, assignee=reviewer, actor=officer, clock=clock)
    change_reply(reply, "另一种说法", is_answer=True, is_sensitive=True, actor=reviewer, clock=clock)

    with pytest.raises(OwnWork):
        approve_reply(reply, actor=reviewer, clock=clock)


def test_stranger_cannot_approve(clock, submitted):
    reply, _officer, _reviewer = submitted

    with pytest.raises(NotYourLevel):
        approve_reply(reply, actor=posted(Role.EDITOR, reply.matter.unit), clock=clock)


def test_returned_reply_goes_back_with_a_reason_and_comes_again(clock, submitted):
    reply, officer, reviewer = submitted
    with pytest.raises(CommentMissing):
        return_reply(reply, reason=ReturnReason.WORDING, comment=" ", actor=reviewer, clock=clock)

    return_reply(reply, reason=ReturnReason.WORDING, comment="语气", actor=reviewer, clock=clock)
    returned = fresh(reply).state
    change_reply(reply, "我们正在调查", is_answer=True, is_sensitive=False, actor=officer, clock=clock)
    send_reply(reply, actor=officer, clock=clock)

    assert returned == ReplyState.RETURNED
    assert fresh(reply).state == ReplyState.IN_REVIEW  # what was sensitive stays so
    approve_reply(reply, actor=reviewer, clock=clock)
    assert fresh(reply).message.content["text"] == "我们正在调查"


def test_change_during_review_starts_it_again(clock, submitted):
    reply, officer, reviewer = submitted
    old = reviews.current_review(review_subject(reply))

    change_reply(reply, "已经立案", is_answer=True, is_sensitive=True, actor=officer, clock=clock)

    old.refresh_from_db()
    assert old.state == ReviewState.OVERTAKEN
    with pytest.raises(reply_errors.ReplyMovedOn):
        approve_reply(reply, seen=(old.pk, 1), actor=reviewer, clock=clock)
    approve_reply(reply, actor=reviewer, clock=clock)
    assert fresh(reply).message.content["text"] == "已经立案"


@pytest.mark.parametrize("broken", ["content", "parts"])
def test_words_that_nobody_approved_do_not_leave(clock, submitted, broken):
    reply, _officer, reviewer = submitted
    approve_reply(reply, actor=reviewer, clock=clock)
    tampered = fresh(reply)
    tampered.parts = ["别的话"]
    if broken == "content":
        tampered.content = {"text": "别的话"}
    tampered.save()
    phone = Phone()

    phone.work(clock)

    assert phone.texts() == []
    assert (fresh(reply).state, fresh(reply).failure) == (ReplyState.FAILED, "seal_differs")


def test_sensitive_reply_without_any_seal_does_not_leave(clock):
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock)
    reply.is_sensitive = True
    reply.save()
    phone = Phone()

    phone.work(clock)

    assert phone.texts() == []


def test_cancelled_review_ends(clock, submitted):
    reply, officer, reviewer = submitted

    cancel_reply(reply, actor=officer, clock=clock)

    assert fresh(reply).state == ReplyState.CANCELLED
    with pytest.raises(reply_errors.NotInReview):
        approve_reply(reply, actor=reviewer, clock=clock)


def test_two_levels_let_it_go_with_the_second(clock):
    reviews.ensure_rule("inbox.reply", "", name="敏感回复：二级审核", levels=2, hours=2, clock=clock)
    matter, officer = held_matter(clock)
    reply = sent(matter, officer, clock, is_sensitive=True)
    first, second = posted(Role.FIRST_REVIEWER, matter.unit), posted(Role.SECOND_REVIEWER, matter.unit)

    approve_reply(reply, actor=first, clock=clock)
    after_first = fresh(reply).state
    approve_reply(reply, actor=second, clock=clock)

    assert (after_first, fresh(reply).state) == (ReplyState.IN_REVIEW, ReplyState.QUEUED)


def test_neither_audit_nor_review_holds_a_word_or_a_digest_to_guess_from(clock, submitted):
    import hashlib

    reply, _officer, reviewer = submitted
    approve_reply(reply, actor=reviewer, clock=clock)

    everything = str([list(Entry.objects.values()), list(reviews.Review.objects.values())])
    assert "调查" not in everything
    assert hashlib.sha256("情况正在调查".encode()).hexdigest() not in everything


def test_draft_is_not_before_the_reviewers(clock):
    matter, officer = held_matter(clock)
    reply = written(matter, officer, clock, is_sensitive=True)

    with pytest.raises(reply_errors.NotInReview):
        approve_reply(reply, actor=posted(Role.FIRST_REVIEWER, matter.unit), clock=clock)
    assert not Message.objects.filter(reply=reply).exists()


def test_withdrawn_letter_is_not_answered_by_a_late_approval(clock, submitted):
    reply, _officer, reviewer = submitted
    phone = Phone()
    withdraw(reply.matter.code, clock=clock)

    with pytest.raises(reply_errors.NoAnswerToEnded):
        approve_reply(reply, actor=reviewer, clock=clock)
    phone.work(clock)

    assert phone.texts() == []
