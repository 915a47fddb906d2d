"""The job is known and scheduled; what does not get read is sighted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.topics import SourceFactory
from zhenglian.jobs.registry import SCHEDULES
from zhenglian.topics.tasks import overdue_source, unreadable_source

pytestmark = pytest.mark.django_db


def test_sources_are_read_every_minute():
    assert SCHEDULES["topics.read_sources"].interval == timedelta(minutes=1)


def test_source_that_fails_long_is_sighted_with_the_way_to_mend_it(clock):
    since = clock.now() - timedelta(days=2)
    SourceFactory(name="刚失败", failures=9, good_at=clock.now())
    source = SourceFactory(name="久未读到", failures=3, good_at=since)

    sighting = unreadable_source(clock)

    assert (sighting.since, sighting.subject) == (since, "久未读到")
    assert sighting.url.endswith(f"/sources/{source.pk}/")


def test_paused_source_rings_nowhere(clock):
    SourceFactory(is_active=False, failures=9, good_at=clock.now() - timedelta(days=9))

    assert unreadable_source(clock) is None
    assert overdue_source(clock) is None


def test_source_that_is_due_and_not_read_is_sighted(clock):
    SourceFactory(next_read_at=clock.now() + timedelta(hours=1))
    SourceFactory(name="到时未读", next_read_at=clock.now() - timedelta(hours=2))

    assert overdue_source(clock).subject == "到时未读"
