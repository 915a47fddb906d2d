"""Once for each level that waits, and once for each past its time; deputies included."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.reviews import CHANGED, SUBJECT, approve_levels, open_round, stand_in
from zhenglian.audit.api import entries_on
from zhenglian.reviews import api as reviews
from zhenglian.reviews import signals
from zhenglian.reviews.actions.reminders import remind_overdue, tell_waiting


@pytest.fixture
def awaited():
    """(level, people) of every level told of."""
    told = []
    signals.level_waiting.connect(
        lambda review, holders, **_: told.append((review.level, set(holders))),
        weak=False,
        dispatch_uid="test",
    )
    yield told
    signals.level_waiting.disconnect(dispatch_uid="test")


@pytest.fixture
def heard():
    told = []
    signals.review_overdue.connect(
        lambda review, holders, **_: told.append((review.level, holders)), weak=False, dispatch_uid="test"
    )
    yield told
    signals.review_overdue.disconnect(dispatch_uid="test")


def test_remind_overdue_tells_holders_and_deputies_once(office, clock, heard):
    deputy = stand_in(office.first)
    open_round(office, clock=clock)
    clock.advance(timedelta(hours=5))

    assert [remind_overdue(clock=clock), remind_overdue(clock=clock)] == [1, 0]

    entry = next(e for e in entries_on(SUBJECT.kind, SUBJECT.id) if e.act == "reviews.overdue")
    assert [(level, set(people)) for level, people in heard] == [(1, {office.first, deputy})]
    assert set(entry.detail["holders"]) == {str(office.first), str(deputy)}


def test_remind_overdue_before_the_time_tells_nobody(office, clock, heard):
    open_round(office, clock=clock)
    clock.advance(timedelta(hours=3, minutes=59))

    assert remind_overdue(clock=clock) == 0
    assert heard == []


def test_remind_overdue_begins_anew_on_the_next_level(office, clock, heard):
    review = open_round(office, clock=clock)
    clock.advance(timedelta(hours=5))
    remind_overdue(clock=clock)

    approve_levels(review, office, levels=1, clock=clock)
    clock.advance(timedelta(hours=5))

    assert remind_overdue(clock=clock) == 1
    assert [level for level, _people in heard] == [1, 2]


def test_tell_waiting_tells_of_each_level_once(office, clock, awaited):
    deputy = stand_in(office.first)
    review = open_round(office, clock=clock)

    first = [tell_waiting(clock=clock), tell_waiting(clock=clock)]
    approve_levels(review, office, levels=1, clock=clock)
    second = [tell_waiting(clock=clock), tell_waiting(clock=clock)]

    assert (first, second) == ([1, 0], [1, 0])
    assert awaited == [(1, {office.first, deputy}), (2, {office.second})]


def test_tell_waiting_leaves_out_who_wrote_it(office, clock, awaited):
    open_round(office, contributors=[office.first, office.editor], clock=clock)

    tell_waiting(clock=clock)

    assert awaited == [(1, set())]


def test_tell_waiting_is_silent_about_what_was_withdrawn(office, clock, awaited):
    reviews.withdraw(open_round(office, clock=clock), actor=office.editor, clock=clock)

    assert (tell_waiting(clock=clock), awaited) == (0, [])


def test_tell_waiting_tells_of_a_new_round(office, clock, awaited):
    open_round(office, clock=clock)
    tell_waiting(clock=clock)

    reviews.content_changed(
        SUBJECT,
        manifest=CHANGED,
        contributors=[office.editor],
        traits=set(),
        actor=office.editor,
        clock=clock,
    )

    assert tell_waiting(clock=clock) == 1
    assert [level for level, _people in awaited] == [1, 1]
