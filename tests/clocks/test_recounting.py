"""A notice is added, changed or taken back: deadlines follow by the job that it wakes."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from zhenglian.clocks import api
from zhenglian.clocks.actions.recounting import recount_runs
from zhenglian.clocks.signals import clock_changed
from zhenglian.clocks.terms import end_of
from zhenglian.clocks.wording import due_words
from zhenglian.jobs.api import run_due_jobs
from zhenglian.kernel.clock import FixedClock
from zhenglian.workdays import api as workdays

pytestmark = pytest.mark.django_db
SUBJECT = api.Subject("inbox.matter", "7", "x")
CLOCK = FixedClock(datetime(2026, 12, 29, 1, tzinfo=UTC))


def enter_2027():
    days = workdays.read_notice(2027, "2027-01-01至2027-01-03 元旦", "")
    return workdays.add_notice(2027, days, title="通知", published_on=date(2026, 11, 4), actor=None)


@pytest.fixture
def unknown():
    return api.start(SUBJECT, class_key="complaint", at=CLOCK.now(), clock=CLOCK)


def test_deadline_is_computed_by_the_job_once_the_notice_is_there(unknown):
    assert (unknown.answer_due_at, unknown.is_calendar_unknown) == (None, True)
    assert not unknown.is_overdue(datetime(2030, 1, 1, tzinfo=UTC))

    enter_2027()
    run_due_jobs()

    run = api.run_of(SUBJECT)
    assert run.answer_due_at == end_of(date(2027, 1, 6))
    assert not run.is_calendar_unknown


def test_notice_taken_back_makes_the_deadline_unknown_again(unknown):
    notice = enter_2027()
    recount_runs()

    workdays.revoke_notice(notice, reason="错录", actor=None)
    recount_runs()

    assert api.run_of(SUBJECT).answer_due_at is None


def test_recount_announces_only_what_changed(unknown):
    api.start(api.Subject("inbox.matter", "8", "x"), class_key="emergency", at=CLOCK.now(), clock=CLOCK)
    enter_2027()
    heard = []
    clock_changed.connect(lambda run, **_: heard.append(run.subject_id), weak=False, dispatch_uid="test")
    try:
        assert (recount_runs(), recount_runs()) == (2, 0)
    finally:
        clock_changed.disconnect(dispatch_uid="test")

    assert heard == ["7"]


def test_unknown_deadline_is_said_in_words():
    with translation.override("en"):
        assert "not known yet" in due_words(None)
        assert due_words(end_of(date(2027, 1, 6))) == "Jan. 6, 2027 24:00"
        assert due_words(datetime(2027, 1, 6, 1, 30, tzinfo=UTC)) == "Jan. 6, 2027 09:30"
