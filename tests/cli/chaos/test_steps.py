"""The knell tolls for wanted steps only, after its grace, and leaves a line before it does."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter

import pytest

from tests.rules.files import ROOT
from zhenglian.cli.chaos.steps import RECEIVER_STEPS, WORKER_STEPS, Knell, kills, next_steps


@pytest.fixture
def tolled():
    return []


@pytest.fixture
def knell(tmp_path, tolled):
    seconds = iter(range(100))
    return Knell(
        tmp_path / "kills", {"before draft/add"}, 3, end=lambda: tolled.append(1), now=lambda: next(seconds)
    )


def test_knell_waits_for_its_grace(knell, tolled):
    for _ in range(2):
        knell.reach("before draft/add")
    assert tolled == []

    knell.reach("before draft/add")

    assert tolled == [1]


def test_knell_writes_down_what_it_tolled_for(knell):
    for _ in range(3):
        knell.reach("before draft/add")

    assert kills(knell.log) == {"before draft/add": 1}


def test_knell_lets_other_steps_pass(knell, tolled):
    for _ in range(9):
        knell.reach("after draft/add")

    assert tolled == []
    assert kills(knell.log) == {}


def test_end_is_a_kill_that_nothing_can_catch(tmp_path):
    code = (
        "import pathlib, signal, sys\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "from zhenglian.cli.chaos.steps import Knell\n"
        "try:\n    Knell(pathlib.Path(sys.argv[1]), {'x'}, 0).reach('x')\nfinally:\n    print('survived')\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "kills")],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (-signal.SIGKILL, b"")
    assert kills(tmp_path / "kills") == {"x": 1}


@pytest.fixture
def chance():
    return random.Random(1)


def test_steps_that_were_never_hit_come_first(chance):
    done = Counter({"a": 3, "b": 1})

    assert next_steps(["a", "b", "c", "d"], done, chance) == {"c", "d"}


def test_when_all_were_hit_each_may_come_again(chance):
    done = Counter({"a": 3, "b": 1})

    chosen = [next_steps(["a", "b"], done, chance) for _ in range(30)]

    assert {frozenset(one) for one in chosen} == {frozenset({"a"}), frozenset({"b"})}


def test_every_step_has_a_name_of_its_own():
    steps = [*WORKER_STEPS, *RECEIVER_STEPS]

    assert len(steps) == len(set(steps)) > 30
