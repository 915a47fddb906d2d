"""The life of a clock: what is stored follows from the events, and refusals say what is the matter."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.people import StaffFactory
from zhenglian.audit.api import entries_on
from zhenglian.clocks import api
from zhenglian.clocks.enums import EventKind, FinishWay
from zhenglian.clocks.errors import (
    AlreadyPaused,
    ClassUnknown,
    ClockFinished,
    ClockMoved,
    ClockRunning,
    ClockStarted,
    ClockUnknown,
    NeverPauses,
    NotPaused,
    ReasonMissing,
)
from zhenglian.clocks.models import Policy, Run
from zhenglian.clocks.signals import clock_changed
from zhenglian.clocks.terms import end_of
from zhenglian.kernel.clock import BEIJING

pytestmark = pytest.mark.django_db
SUBJECT = api.Subject("inbox.matter", "7", "ABCD-EFGH-JKMN")


def beijing(*parts):
    return datetime(*parts, tzinfo=BEIJING)


def day_end(*parts):
    return end_of(beijing(*parts).date())


@pytest.fixture
def started(clock):
    """A complaint of Thursday 15 January 2026, 09:00: five working days end on Thursday the 22nd."""
    return api.start(SUBJECT, class_key="complaint", at=clock.now(), clock=clock)


@pytest.fixture
def officer():
    return StaffFactory()


def stored():
    return api.run_of(SUBJECT)


def test_clock_starts_with_both_deadlines_and_the_version_that_gave_them(started):
    run = stored()

    assert run.touch_due_at == day_end(2026, 1, 16)
    assert run.escalate_at == day_end(2026, 1, 20)
    assert run.answer_due_at == day_end(2026, 1, 22)
    assert not run.is_calendar_unknown
    assert (run.class_key, run.policy.version, run.policy.is_shipped) == ("complaint", 1, True)
    assert [event.kind for event in run.events.all()] == [EventKind.STARTED]


def test_clock_counts_from_the_moment_the_words_came_in_not_from_our_reading(clock):
    api.start(SUBJECT, class_key="emergency", at=clock.now() - timedelta(hours=3), clock=clock)

    assert stored().answer_due_at == clock.now() + timedelta(hours=21)
    assert stored().touch_due_at <= clock.now()


def test_second_clock_for_the_same_subject_is_refused(started, clock):
    with pytest.raises(ClockStarted):
        api.start(SUBJECT, class_key="consultation", at=clock.now(), clock=clock)

    assert Run.objects.count() == 1


def test_class_that_nobody_knows_is_refused(clock):
    with pytest.raises(ClassUnknown):
        api.start(SUBJECT, class_key="gossip", at=clock.now(), clock=clock)


def test_first_word_counts_once_and_from_when_it_was_said(started, officer, clock):
    clock.advance(timedelta(hours=5))
    said = clock.now() - timedelta(hours=1)

    api.note_touch(SUBJECT, at=said, actor=officer, clock=clock)
    api.note_touch(SUBJECT, at=clock.now(), actor=officer, clock=clock)

    assert stored().touched_at == said
    assert stored().events.count() == 2


def test_word_before_the_start_or_in_the_future_is_put_in_bounds(started, officer, clock):
    api.note_touch(SUBJECT, at=clock.now() + timedelta(days=3), actor=officer, clock=clock)

    assert stored().touched_at == clock.now()


def test_pause_gives_back_the_working_days_it_covered(started, officer, clock):
    clock.advance(timedelta(days=1))  # Friday
    api.pause(SUBJECT, reason="请补充门牌号", actor=officer, clock=clock)
    clock.advance(timedelta(days=4))  # Tuesday
    api.resume(SUBJECT, actor=officer, clock=clock)

    run = stored()

    assert run.answer_due_at == day_end(2026, 1, 26)  # Friday and Monday are given back
    assert run.touch_due_at == day_end(2026, 1, 16)
    assert run.paused_since is None
    assert run.pause_reason is None


def test_open_pause_counts_with_its_maximum(started, officer, clock):
    clock.advance(timedelta(days=1))

    run = api.pause(SUBJECT, reason="等待补充", days=2, actor=officer, approver=officer, clock=clock)

    assert run.answer_due_at == day_end(2026, 1, 26)
    assert run.paused_since == clock.now()
    assert stored().pause_reason == "等待补充"
    assert stored().events.last().approver == officer


def test_pause_writes_audit_without_the_words(started, officer, clock):
    api.pause(SUBJECT, reason="等张三补充材料", actor=officer, clock=clock)

    entry = entries_on(*SUBJECT.audited()[:2]).get(act="clocks.pause")

    assert entry.object_name == "ABCD-EFGH-JKMN"
    assert "张三" not in str(entry.detail)


def test_pause_says_why_it_is_refused(started, officer, clock):
    with pytest.raises(ReasonMissing):
        api.pause(SUBJECT, reason="  ", actor=officer, clock=clock)
    with pytest.raises(NotPaused):
        api.resume(SUBJECT, actor=officer, clock=clock)
    api.pause(SUBJECT, reason="等待", actor=officer, clock=clock)
    with pytest.raises(AlreadyPaused):
        api.pause(SUBJECT, reason="等待", actor=officer, clock=clock)


@pytest.mark.parametrize("class_key", ["emergency", "report"])
def test_hours_and_calendar_days_never_pause(class_key, officer, clock):
    run = api.start(SUBJECT, class_key=class_key, at=clock.now(), clock=clock)

    assert not run.can_pause
    with pytest.raises(NeverPauses):
        api.pause(SUBJECT, reason="等待", actor=officer, clock=clock)


def test_answer_ends_the_clock_and_is_a_first_word(started, officer, clock):
    clock.advance(timedelta(days=8))
    assert stored().is_overdue(clock.now())

    run = api.finish(SUBJECT, how="answered", at=clock.now(), actor=officer, clock=clock)

    assert run.answered_at == run.touched_at == clock.now()
    assert not stored().is_overdue(clock.now())
    with pytest.raises(ClockFinished):
        api.pause(SUBJECT, reason="等待", actor=officer, clock=clock)


def test_withdrawal_is_no_answer_and_a_second_end_changes_nothing(started, officer, clock):
    api.finish(SUBJECT, how=FinishWay.WITHDRAWN, at=clock.now(), actor=None, clock=clock)
    api.finish(SUBJECT, how=FinishWay.ANSWERED, at=clock.now(), actor=officer, clock=clock)

    run = stored()

    assert (run.finished_how, run.answered_at, run.touched_at) == (FinishWay.WITHDRAWN, None, None)


def test_end_closes_an_open_pause(started, officer, clock):
    clock.advance(timedelta(days=1))
    api.pause(SUBJECT, reason="等待", actor=officer, clock=clock)
    clock.advance(timedelta(days=3))

    run = api.finish(SUBJECT, how="answered", at=clock.now(), actor=officer, clock=clock)

    assert run.paused_at is None
    assert run.answer_due_at == day_end(2026, 1, 23)  # Friday alone was covered


def test_reopened_clock_counts_anew_from_the_reopening(started, officer, clock):
    with pytest.raises(ClockRunning):
        api.reopen(SUBJECT, at=clock.now(), actor=None, clock=clock)
    received = clock.now()
    api.finish(SUBJECT, how="answered", at=clock.now(), actor=officer, clock=clock)
    clock.advance(timedelta(days=30))  # Saturday 14 February, worked in 2026; the festival follows

    run = api.reopen(SUBJECT, at=clock.now(), actor=None, clock=clock)

    assert (run.received_at, run.started_at) == (received, clock.now())
    assert (run.touched_at, run.answered_at) == (None, None)
    assert run.answer_due_at == day_end(2026, 2, 28)


def test_subject_without_a_clock_is_named_as_such(officer, clock):
    with pytest.raises(ClockUnknown):
        api.finish(SUBJECT, how="answered", at=clock.now(), actor=officer, clock=clock)


def test_runs_are_found_by_their_ids_in_one_query(started, clock, django_assert_num_queries):
    other = api.Subject("inbox.matter", "8", "x")
    api.start(other, class_key="report", at=clock.now(), clock=clock)

    with django_assert_num_queries(1):
        found = api.runs_of("inbox.matter", [7, 8, 9])
        keys = {key: run.policy.label for key, run in found.items()}

    assert keys == {"7": "投诉求助", "8": "举报"}


def test_every_change_is_announced_with_the_run_as_stored(started, officer, clock):
    heard = []
    clock_changed.connect(lambda run, **_: heard.append(run.answer_due_at), weak=False, dispatch_uid="test")
    try:
        api.pause(SUBJECT, reason="等待", days=1, actor=officer, clock=clock)
        api.finish(SUBJECT, how="answered", at=clock.now(), actor=officer, clock=clock)
    finally:
        clock_changed.disconnect(dispatch_uid="test")

    assert heard == [day_end(2026, 1, 23), day_end(2026, 1, 22)]


def test_run_that_moved_meanwhile_is_left_alone(started, officer, clock):
    from zhenglian.clocks.actions.storing import append

    stale = stored()
    api.note_touch(SUBJECT, at=clock.now(), actor=officer, clock=clock)
    stale.sequence += 5

    with pytest.raises(ClockMoved):
        append(stale, EventKind.FINISHED, at=clock.now(), actor=officer, clock=clock, how="answered")


def test_stored_deadlines_equal_the_recomputation_after_a_whole_life(started, officer, clock):
    api.pause(SUBJECT, reason="等待", actor=officer, clock=clock)
    clock.advance(timedelta(days=6))
    api.resume(SUBJECT, actor=officer, clock=clock)
    api.change_class(SUBJECT, class_key="suggestion", actor=officer, clock=clock)
    api.extend(SUBJECT, reason="涉及两个部门", actor=officer, clock=clock)
    api.finish(SUBJECT, how="answered", at=clock.now(), actor=officer, clock=clock)

    run = stored()

    assert api.recompute(run).answer_due_at == run.answer_due_at
    assert [event.sequence for event in run.events.all()] == [1, 2, 3, 4, 5, 6]


def test_reasons_are_encrypted_and_can_be_forgotten(started, officer, clock):
    api.pause(SUBJECT, reason="等张三补充", actor=officer, clock=clock)
    api.resume(SUBJECT, actor=officer, clock=clock)
    api.extend(SUBJECT, reason="张三家要现场查看", actor=officer, clock=clock)
    due = stored().answer_due_at

    assert api.forget_words("inbox.matter", [7]) == 1

    run = stored()
    assert (run.extended_reason, run.answer_due_at) == (None, due)
    assert {event.reason for event in run.events.all()} == {None}
    assert api.recompute(run).answer_due_at == due


def test_start_keeps_the_version_in_force_at_that_time(started, clock):
    assert Policy.objects.get().changed_at == clock.now()
    assert clock.now() == datetime(2026, 1, 15, 1, tzinfo=UTC)
