from datetime import UTC, datetime, timedelta

import pytest

from zhenglian.kernel.clock import BEIJING, SYSTEM, FixedClock, ScaledClock


def test_fixed_clock_stands_still_until_moved():
    clock = FixedClock(datetime(2026, 1, 15, 1, tzinfo=UTC))

    before = (clock.now(), clock.now())
    clock.advance(timedelta(minutes=5))

    assert before[0] == before[1]
    assert clock.now() == datetime(2026, 1, 15, 1, 5, tzinfo=UTC)


def test_clock_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        FixedClock(datetime(2026, 1, 15, 1))  # noqa: DTZ001  that is the mistake


def test_system_clock_is_aware():
    assert SYSTEM.now().tzinfo is UTC


def test_beijing_is_eight_hours_ahead_all_year():
    summer = datetime(2026, 7, 1, tzinfo=UTC).astimezone(BEIJING)

    assert summer.utcoffset() == timedelta(hours=8)


def test_scaled_clock_makes_an_hour_of_a_minute():
    real = iter([1000.0, 1060.0])
    clock = ScaledClock(
        datetime(2026, 1, 15, 9, tzinfo=BEIJING), rate=60, since=1000.0, real=lambda: next(real)
    )

    assert [clock.now(), clock.now()] == [
        datetime(2026, 1, 15, 1, tzinfo=UTC),
        datetime(2026, 1, 15, 2, tzinfo=UTC),
    ]


def test_scaled_clock_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        ScaledClock(datetime(2026, 1, 15, 1), rate=2, since=0)  # noqa: DTZ001  that is the mistake
