"""`zhenglian cases simulate`: how events are spread over parts, and what makes it fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from zhenglian.cli.cases_simulation import CASES_A_PART, parts_of, summary

CLEAN = {"cases": 2, "steps": 5, "most_moves": 1, "clocks_checked": 2, "clocks_differing": 0, "faults": 0}


def part(**figures):
    return {"events": 10, "done": {"receive": 2}, "refused": {"move": 8}, "figures": CLEAN | figures}


@pytest.mark.parametrize(("events", "cases"), [(1_000_000, 20_000), (1001, 1001), (5, 1)])
def test_parts_share_all_events_and_cases_and_no_seed(events, cases):
    parts = parts_of(events, cases, seed=3)

    assert sum(each[0] for each in parts) == events
    assert sum(each[1] for each in parts) == cases
    assert max(each[1] for each in parts) <= CASES_A_PART
    assert len({each[2] for each in parts}) == len(parts)


def test_figures_of_parts_are_added_and_the_most_moves_are_the_most():
    figures = summary([part(most_moves=2), part()], seed=1, seconds=2)

    assert (figures["ok"], figures["events"], figures["cases"]) == (True, 20, 4)
    assert (figures["most_moves"], figures["events_a_second"]) == (2, 10)
    assert figures["done_by_act"] == {"receive": 4}


@pytest.mark.parametrize("broken", [part(faults=1), part() | {"events": 11}])
def test_one_fault_or_a_lost_event_fails_the_whole(broken):
    assert not summary([part(), broken], seed=1, seconds=1)["ok"]


@pytest.mark.long
def test_command_plays_on_databases_of_its_own(tmp_path):
    """Two parts in two processes, from the command line to the exit status."""
    command = "from zhenglian.cli.cases_simulation import simulate; simulate()"
    asked = [
        "--events",
        "1200",
        "--cases",
        str(CASES_A_PART + 1),
        "--seed",
        "5",
        "--processes",
        "2",
        "--json",
    ]
    own = {"PYTHONPATH": "src", "ZHENGLIAN_DATA_DIR": str(tmp_path), "ZHENGLIAN_DEMO": "1"}

    ended = subprocess.run(
        [sys.executable, "-c", command, *asked],
        env=os.environ | own,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    figures = json.loads(ended.stdout.splitlines()[-1])
    assert (figures["ok"], figures["parts"], figures["cases"]) == (True, 2, CASES_A_PART + 1)
    assert list(tmp_path.iterdir()) == []
