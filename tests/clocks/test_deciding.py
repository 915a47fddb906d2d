"""Extensions and changes of class: once, in time, with a reason, on record."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.people import StaffFactory
from zhenglian.audit.api import entries_on
from zhenglian.clocks import api
from zhenglian.clocks.errors import (
    ClassUnknown,
    ClockFinished,
    DeadlinePassed,
    DeadlineUnknown,
    ExtendedAlready,
    NeverExtended,
    ReasonMissing,
)
from zhenglian.kernel.clock import FixedClock

pytestmark = pytest.mark.django_db
SUBJECT = api.Subject("inbox.matter", "7", "ABCD-EFGH-JKMN")


@pytest.fixture
def officer():
    return StaffFactory()


@pytest.fixture
def started(clock):
    return api.start(SUBJECT, class_key="complaint", at=clock.now(), clock=clock)


def extend(officer, clock):
    return api.extend(SUBJECT, reason="需要现场勘查", actor=officer, clock=clock)


def test_extension_moves_the_answer_and_keeps_the_reason_for_the_citizen(started, officer, clock):
    run = extend(officer, clock)

    assert run.answer_due_at > started.answer_due_at
    assert (run.extended_at, run.extended_reason) == (clock.now(), "需要现场勘查")
    entry = entries_on("inbox.matter", "7").get(act="clocks.extend")
    assert "现场" not in str(entry.detail)


def test_second_extension_is_refused_also_after_a_reopening(started, officer, clock):
    extend(officer, clock)
    with pytest.raises(ExtendedAlready):
        extend(officer, clock)
    api.finish(SUBJECT, how="answered", at=clock.now(), actor=officer, clock=clock)
    api.reopen(SUBJECT, at=clock.now(), actor=None, clock=clock)

    with pytest.raises(ExtendedAlready):
        extend(officer, clock)


def test_extension_is_possible_until_the_deadline_and_not_from_it_on(started, officer):
    due = started.answer_due_at
    with pytest.raises(DeadlinePassed):
        extend(officer, FixedClock(due))

    run = extend(officer, FixedClock(due - timedelta(seconds=1)))

    assert run.answer_due_at > due


def test_extension_says_why_it_is_refused(officer, clock):
    api.start(SUBJECT, class_key="consultation", at=clock.now(), clock=clock)

    with pytest.raises(NeverExtended):
        extend(officer, clock)
    with pytest.raises(ReasonMissing):
        api.extend(SUBJECT, reason="", actor=officer, clock=clock)


def test_unknown_deadline_cannot_be_extended_because_it_may_have_passed(officer):
    late = FixedClock(datetime(2026, 12, 30, 1, tzinfo=UTC))
    api.start(SUBJECT, class_key="complaint", at=late.now(), clock=late)

    with pytest.raises(DeadlineUnknown):
        extend(officer, late)


def test_other_class_keeps_the_citizens_start(started, officer, clock):
    clock.advance(timedelta(days=3))

    run = api.change_class(SUBJECT, class_key="emergency", actor=officer, clock=clock)

    assert run.answer_due_at == started.received_at + timedelta(hours=24)
    assert run.is_overdue(clock.now())
    detail = entries_on("inbox.matter", "7").get(act="clocks.change_class").detail
    assert detail == {"class": ["complaint", "emergency"]}


def test_same_class_again_changes_nothing(started, officer, clock):
    run = api.change_class(SUBJECT, class_key="complaint", actor=officer, clock=clock)

    assert run.events.count() == 1


def test_class_is_not_changed_after_the_end_nor_to_an_unknown_one(started, officer, clock):
    with pytest.raises(ClassUnknown):
        api.change_class(SUBJECT, class_key="gossip", actor=officer, clock=clock)
    api.finish(SUBJECT, how="withdrawn", at=clock.now(), actor=None, clock=clock)

    with pytest.raises(ClockFinished):
        api.change_class(SUBJECT, class_key="report", actor=officer, clock=clock)
