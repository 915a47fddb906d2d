"""Reports and appeals through four levels over real HTTP; the same command that a visitor runs."""

import json
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.long]


def test_cases_tour_holds_every_step():
    command = [sys.executable, "-m", "zhenglian.cli.main", "tour", "cases", "--json"]

    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=400)

    assert told.returncode == 0, told.stderr[-2000:]
    figures = json.loads(told.stdout.splitlines()[-1])
    assert figures["broken"] == []
    assert figures["clocks"] == 1
    assert figures["steps"] >= 25
