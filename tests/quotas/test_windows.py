"""Hours, days and months begin in Beijing, wherever the server stands."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from zhenglian.quotas.enums import Window
from zhenglian.quotas.windows import name_of_moment, name_of_span, span_at, window_that_ends_at


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("window", "at", "start", "end"),
    [
        (Window.HOUR, utc(2026, 1, 15, 1, 59, 59), utc(2026, 1, 15, 1), utc(2026, 1, 15, 2)),
        (Window.DAY, utc(2026, 1, 15, 15, 59), utc(2026, 1, 14, 16), utc(2026, 1, 15, 16)),
        (Window.DAY, utc(2026, 1, 15, 16), utc(2026, 1, 15, 16), utc(2026, 1, 16, 16)),
        (Window.MONTH, utc(2026, 1, 31, 15, 59), utc(2025, 12, 31, 16), utc(2026, 1, 31, 16)),
        (Window.MONTH, utc(2026, 1, 31, 16), utc(2026, 1, 31, 16), utc(2026, 2, 28, 16)),
        (Window.MONTH, utc(2026, 12, 20), utc(2026, 11, 30, 16), utc(2026, 12, 31, 16)),
    ],
)
def test_span_begins_and_ends_in_beijing(window, at, start, end):
    span = span_at(window, at)

    assert (span.start, span.end) == (start, end)
    assert span.following.start == end


@pytest.mark.parametrize("window", list(Window))
def test_window_that_ends_at_the_end_of_a_span_renews_it(window):
    end = span_at(window, utc(2026, 1, 15, 3)).end

    assert window_that_ends_at(end) == window


def test_names_of_spans_say_now_or_when():
    now = utc(2026, 1, 15, 3, 30)

    with translation.override("en"):
        present = [name_of_span(span_at(window, now), now) for window in Window]
        later = [name_of_span(span_at(window, now).following, now) for window in Window]

    assert present == ["this hour", "today", "this month"]
    assert later == ["January 15 12:00", "January 16", "February 2026"]


def test_moment_is_a_day_unless_it_has_an_hour():
    with translation.override("en"):
        named = [name_of_moment(utc(2026, 1, 31, 16)), name_of_moment(utc(2026, 1, 31, 17))]

    assert named == ["February 1", "February 1 01:00"]
