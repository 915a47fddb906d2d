"""Reminders: once for each level that is past its time, to all who can act, deputies included."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.reviews import SUBJECT, approve_levels, open_round, stand_in
from zhenglian.audit.api import entries_on
from zhenglian.reviews import signals
from zhenglian.reviews.actions.reminders import remind_overdue


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
