"""Countdowns in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation

from zhenglian.newsroom.templatetags.newsroom_desk import at_key, countdown, spoken_duration

NOW = datetime(2026, 1, 15, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=30), "0 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=2, minutes=5), "2 hours 5 minutes"),
        (timedelta(days=1, minutes=5), "1 day"),
        (timedelta(days=2, hours=3, minutes=5), "2 days 3 hours"),
        (timedelta(hours=-2), "2 hours"),
    ],
)
def test_spans_are_spoken_in_their_two_largest_units(span, words):
    with translation.override("en"):
        assert spoken_duration(span) == words


def test_countdown_says_how_long_it_is_still():
    with translation.override("en"):
        found = countdown(NOW + timedelta(hours=2), NOW)

    assert (found["text"], found["passed"]) == ("in 2 hours", False)


def test_countdown_says_how_long_it_is_overdue():
    with translation.override("en"):
        found = countdown(NOW - timedelta(minutes=3), NOW)

    assert (found["text"], found["passed"]) == ("3 minutes overdue", True)


def test_countdown_reads_well_in_chinese_and_carries_the_words_for_the_script():
    template = Template("{% load newsroom_desk %}{% countdown due now %}")

    with translation.override("zh-hans"):
        shown = template.render(Context({"due": NOW + timedelta(days=1, hours=2), "now": NOW}))

    assert ">还有1天 2小时<" in shown
    assert 'data-hour="{n}小时"' in shown
    assert "desk-countdown--passed" not in shown


def test_value_by_variable_key():
    assert [at_key({"a": 1}, key) for key in ("a", "b")] == [1, ""]
