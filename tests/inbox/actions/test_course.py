"""Class, waiting, answer, follow-up and end of a matter; the due times stay abreast of the clock."""

from datetime import timedelta

import pytest

from tests.factories.inbox import duty_officer, opened_matter
from zhenglian.audit.models import Entry
from zhenglian.clocks import api as clocks
from zhenglian.clocks.enums import FinishWay
from zhenglian.inbox import errors
from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.course import (
    classify,
    close,
    close_quiet,
    note_answered,
    resume_matter,
    settle_follow_up,
    wait_for_citizen,
)
from zhenglian.inbox.actions.matters import subject_of
from zhenglian.inbox.enums import MatterState
from zhenglian.inbox.models import Matter

pytestmark = pytest.mark.django_db


@pytest.fixture
def matter(clock):
    return opened_matter(clock=clock)


@pytest.fixture
def officer(matter):
    return duty_officer(matter.unit)


@pytest.fixture
def claimed(matter, officer, clock):
    return claim(matter, actor=officer, clock=clock)


def test_due_times_are_those_of_the_clock(matter):
    run = clocks.run_of(subject_of(matter))

    assert (matter.touch_due_at, matter.answer_due_at) == (run.touch_due_at, run.answer_due_at)
    assert matter.next_due_at == min(run.touch_due_at, run.answer_due_at)


def test_the_first_word_leaves_the_answer_as_next(matter, officer, clock):
    clocks.note_touch(subject_of(matter), at=clock.now(), actor=officer, clock=clock)

    matter.refresh_from_db()
    assert (matter.touched_at, matter.touch_due_at) == (clock.now(), None)
    assert matter.next_due_at == matter.answer_due_at


def test_another_class_has_other_due_times(matter, officer, clock):
    before = matter.answer_due_at

    matter = classify(matter, "complaint", actor=officer, clock=clock)

    assert matter.class_key == "complaint"
    assert matter.answer_due_at > before
    assert Entry.objects.get(act="inbox.classify").detail == {"from": "consultation", "to": "complaint"}


def test_an_unknown_class_is_refused(matter, officer, clock):
    with pytest.raises(errors.ClassUnknown):
        classify(matter, "nonsense", actor=officer, clock=clock)


def test_the_same_class_again_is_no_decision(matter, officer, clock):
    classify(matter, "consultation", actor=officer, clock=clock)

    assert not Entry.objects.filter(act="inbox.classify").exists()


def test_a_matter_of_a_colleague_is_not_sorted_by_others(claimed, clock):
    with pytest.raises(errors.NotClaimedByYou):
        classify(claimed, "complaint", actor=duty_officer(claimed.unit), clock=clock)


def test_waiting_for_the_citizen_pauses_the_clock(claimed, officer, clock):
    matter = wait_for_citizen(claimed, reason=" 请补充地址 ", actor=officer, clock=clock)

    assert (matter.state, matter.next_due_at) == (MatterState.WAITING, None)
    run = clocks.run_of(subject_of(matter))
    assert (run.paused_since, run.pause_reason) == (clock.now(), "请补充地址")
    assert "请补充地址" not in str(Entry.objects.get(act="inbox.wait").detail)


def test_a_clock_that_never_pauses_runs_while_the_matter_waits(claimed, officer, clock):
    classify(claimed, "emergency", actor=officer, clock=clock)

    matter = wait_for_citizen(claimed, reason="请补充地址", actor=officer, clock=clock)

    assert matter.state == MatterState.WAITING
    assert matter.next_due_at is not None
    resumed = resume_matter(matter, actor=officer, clock=clock)
    assert resumed.state == MatterState.OPEN


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_waiting_needs_a_reason_and_the_matter_in_hand(matter, officer, clock, reason):
    with pytest.raises(errors.NotClaimedByYou):
        wait_for_citizen(matter, reason="请补充地址", actor=officer, clock=clock)
    claim(matter, actor=officer, clock=clock)

    with pytest.raises(errors.ReasonMissing):
        wait_for_citizen(matter, reason=reason, actor=officer, clock=clock)


def test_after_waiting_the_clock_runs_on(claimed, officer, clock):
    due = claimed.answer_due_at
    clock.advance(timedelta(days=1))  # Friday, a day that counts
    wait_for_citizen(claimed, reason="请补充地址", actor=officer, clock=clock)
    clock.advance(timedelta(days=3))

    matter = resume_matter(claimed, actor=None, clock=clock)

    assert (matter.state, matter.assignee) == (MatterState.OPEN, officer)
    assert matter.answer_due_at > due
    assert matter.next_due_at == matter.touch_due_at


def test_an_answer_ends_the_clock(claimed, officer, clock):
    clock.advance(timedelta(hours=2))

    matter = note_answered(claimed, at=clock.now(), actor=officer, clock=clock)

    assert (matter.state, matter.next_due_at) == (MatterState.ANSWERED, None)
    assert matter.answered_at == matter.touched_at == clock.now()


def test_a_further_message_is_settled_without_a_reply(claimed, officer, clock):
    note_answered(claimed, at=clock.now(), actor=officer, clock=clock)
    with pytest.raises(errors.NothingToSettle):
        settle_follow_up(claimed, actor=officer, clock=clock)
    Matter.objects.update(followed_up_at=clock.now())

    matter = settle_follow_up(claimed, actor=officer, clock=clock)

    assert (matter.followed_up_at, matter.state) == (None, MatterState.ANSWERED)


def test_closing_before_an_answer_ends_the_clock_as_such(claimed, officer, clock):
    matter = close(claimed, reason="广告", actor=officer, clock=clock)

    assert (matter.state, matter.closed_at, matter.answered_at) == (MatterState.CLOSED, clock.now(), None)
    assert clocks.run_of(subject_of(matter)).finished_how == FinishWay.CLOSED
    assert Entry.objects.get(act="inbox.close").detail == {"from": "open"}


def test_closing_needs_the_matter_in_hand_unless_it_is_answered(matter, officer, clock):
    with pytest.raises(errors.NotClaimedByYou):
        close(matter, reason="广告", actor=officer, clock=clock)
    note_answered(matter, at=clock.now(), actor=None, clock=clock)

    assert close(matter, reason="已办结", actor=officer, clock=clock).state == MatterState.CLOSED
    with pytest.raises(errors.NotUnderWay):
        close(matter, reason="再次", actor=officer, clock=clock)


def test_answered_matters_are_closed_after_a_quiet_week(claimed, officer, clock):
    note_answered(claimed, at=clock.now(), actor=officer, clock=clock)
    followed = note_answered(opened_matter(clock=clock), at=clock.now(), actor=None, clock=clock)
    Matter.objects.filter(pk=followed.pk).update(followed_up_at=clock.now())

    clock.advance(timedelta(days=7))
    assert close_quiet(clock=clock) == 0
    clock.advance(timedelta(minutes=1))
    assert close_quiet(clock=clock) == 1

    claimed.refresh_from_db()
    followed.refresh_from_db()
    assert (claimed.state, followed.state) == (MatterState.CLOSED, MatterState.ANSWERED)
    assert Entry.objects.get(act="inbox.close_quiet").detail == {"matters": [claimed.pk]}
    assert claimed.messages.latest("pk").content == {"step": "closed_quiet"}
