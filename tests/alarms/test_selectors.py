from datetime import timedelta

import pytest
from django.db import DatabaseError

from tests.alarms.watching import BOUND, Item
from zhenglian.alarms.selectors import judged, red, watches
from zhenglian.alarms.watches import WATCHES, Watch


def test_item_is_red_only_when_it_is_older_than_its_bound(clock):
    item = Item(clock.now())
    clock.advance(BOUND)
    at_its_bound = judged([item.watch()], clock=clock)
    clock.advance(timedelta(seconds=1))

    [found] = judged([item.watch()], clock=clock)

    assert at_its_bound == []
    assert (found.name, found.age, found.sighting.subject) == (
        "tests.item",
        BOUND + timedelta(seconds=1),
        item.subject,
    )


def test_nothing_that_waits_is_nothing_red(clock):
    assert judged([Item().watch()], clock=clock) == []


def test_oldest_comes_first(clock):
    old, older = Item(clock.now() - timedelta(hours=1)), Item(clock.now() - timedelta(hours=2))

    found = judged([old.watch("tests.old"), older.watch("tests.older")], clock=clock)

    assert [red.name for red in found] == ["tests.older", "tests.old"]


def test_probe_that_fails_is_red_itself(clock):
    def broken(clock):
        raise ZeroDivisionError

    [found] = judged([Watch("tests.broken", "x", BOUND, broken)], clock=clock)

    assert (found.name, found.age) == ("tests.broken", timedelta(0))
    assert "probe_failed" in str(found.sighting.advice)


def test_database_that_is_away_is_not_an_alarm_but_an_error(clock):
    def away(clock):
        raise DatabaseError

    with pytest.raises(DatabaseError):
        judged([Watch("tests.away", "x", BOUND, away)], clock=clock)


def test_warnings_leave_health_as_it_is(clock, monkeypatch):
    own = {}
    monkeypatch.setattr("zhenglian.alarms.selectors.WATCHES", own)
    item = Item(clock.now() - timedelta(days=1))
    own["tests.a"], own["tests.w"] = item.watch("tests.a"), item.watch("tests.w", is_warning=True)

    assert [found.name for found in red(clock=clock)] == ["tests.a"]


def test_bounds_of_the_environment_count(settings):
    settings.ALARM_BOUNDS = {"channels.unsent": 1}

    bounds = {each.name: each.bound for each in watches()}

    assert bounds["channels.unsent"] == timedelta(minutes=1)
    assert bounds["channels.unknown"] == WATCHES["channels.unknown"].bound


def test_every_probe_of_ours_finds_nothing_in_an_empty_office(db, clock):
    assert judged(watches(), clock=clock) == []
