"""The whole morning over real HTTP: web, worker, sandbox; the same command that a visitor runs."""

import json
import subprocess
import sys

import pytest

from zhenglian.cli.tour.newsroom import SAMPLE

pytestmark = pytest.mark.journey


def test_newsroom_tour_holds_every_step():
    command = [sys.executable, "-m", "zhenglian.cli.main", "tour", "newsroom", "--json"]

    told = subprocess.run(
        [*command, "--document", str(SAMPLE)], capture_output=True, text=True, check=False, timeout=900
    )

    assert told.returncode == 0, told.stderr[-2000:]
    figures = json.loads(told.stdout.splitlines()[-1])
    assert figures["broken"] == []
    assert figures["different"] == 0
    assert figures["steps"] >= 20
