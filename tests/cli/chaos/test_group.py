"""Processes of a run are killed, counted and begun anew."""

from __future__ import annotations

import signal

import pytest

from zhenglian.cli.chaos.group import Group, Kind
from zhenglian.cli.chaos.steps import kills

NEVER = (3600.0, 3600.0)
ALWAYS = (0.0, 0.0)


def rest(_knell):
    signal.pause()


def fall(_knell):
    raise SystemExit(3)


def reach(knell):
    knell.reach("the step")
    signal.pause()


@pytest.fixture
def made(tmp_path):
    groups = []

    def make(life, *, pause=NEVER):
        kinds = {"one": Kind(("the step",), (0.0, 0.0))}
        groups.append(Group({"one 1": life}, kinds, kill_log=tmp_path / "kills", seed=1, pause=pause))
        return groups[-1]

    yield make
    for group in groups:
        group.end()


def ended(group):
    group.running["one 1"].join(120)


def test_process_that_reached_its_step_is_dead_and_begun_anew(made, tmp_path):
    group = made(reach)
    group.tend()
    ended(group)
    first = group.running["one 1"]

    group.tend()

    assert group.running["one 1"].pid != first.pid
    assert kills(tmp_path / "kills")["the step"] >= 1
    assert group.fallen == 0


def test_somebody_dies_at_random(made, tmp_path):
    group = made(rest, pause=ALWAYS)

    group.tend()

    assert not group.running["one 1"].is_alive()
    assert kills(tmp_path / "kills") == {"at random": 1}


def test_process_that_ends_by_itself_is_counted(made):
    group = made(fall)
    group.tend()
    ended(group)

    group.tend()

    assert group.fallen == 1
