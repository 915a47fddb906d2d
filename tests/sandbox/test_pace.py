"""A clock that runs faster than the day."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from zhenglian_sandbox.__main__ import main
from zhenglian_sandbox.pace import Pace

START = datetime(2026, 3, 2, 1, tzinfo=UTC)


def test_a_minute_becomes_an_hour():
    real = iter([1000.0, 1060.0])
    pace = Pace(rate=60, start=START, since=1000.0, real=lambda: next(real))

    assert [pace.now(), pace.now()] == [START, START + timedelta(hours=1)]


def test_two_programs_with_the_same_values_agree():
    first, second = (Pace(rate=40, start=START, since=500.0, real=lambda: 777.0) for _ in range(2))

    assert first.now() == second.now() == START + timedelta(seconds=277 * 40)


def test_sleep_is_as_fast_as_the_clock():
    began = time.monotonic()

    asyncio.run(Pace(rate=1000, start=START, since=0).sleep(60))

    assert 0.05 < time.monotonic() - began < 55  # a busy machine is slow


@pytest.mark.parametrize("words", [["--clock-rate", "0"], ["--clock-start", "2026-03-02T09:00:00"]])
def test_impossible_clock_is_refused(tmp_path, words, capsys):
    with pytest.raises(SystemExit):
        main(["--data", str(tmp_path), *words])

    assert "clock" in capsys.readouterr().err
