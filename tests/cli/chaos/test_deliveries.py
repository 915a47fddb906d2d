"""The proof of exactly once: a thousand items while workers die and platforms misbehave."""

from __future__ import annotations

import pytest

from tests.cli.chaos.driving import figures_of
from zhenglian.cli.chaos.steps import RECEIVER_STEPS, WORKER_STEPS

COMMAND = ("-m", "zhenglian.cli.main", "chaos", "deliveries", "--json")
FAULTS = {
    "timeout_after_accept", "cut_before_accept", "cut_after_accept", "http_500_before_accept",
    "http_500_after_accept", "http_502", "empty_body", "slow_drip", "expired_token", "content_refused",
    "published_slowly", "lost_callback", "doubled_callback", "foreign_callback", "slow_publish",
}  # fmt: skip


def steps_never_reached(figures):
    """Which process meets which step first is left to the machine: a rare one gets a second, smaller run."""
    steps = (*WORKER_STEPS, *RECEIVER_STEPS, "at random")
    never = [step for step in steps if not figures["kills"][step]]
    if not never:
        return []
    _, again = figures_of(*COMMAND, "--items", "300", "--seed", "2")
    assert (again["lost"], again["duplicated"], again["different"]) == (0, 0, 0), again["detail"]
    return [step for step in never if not again["kills"][step]]


@pytest.mark.long
def test_a_thousand_items_are_neither_lost_nor_doubled_nor_different():
    """One run, looked at from four sides: a fixture would run it once in each test process."""
    status, figures = figures_of(*COMMAND, "--items", "1000", "--seed", "1")

    assert (figures["lost"], figures["duplicated"], figures["different"]) == (0, 0, 0), figures["detail"]
    assert (status, figures["ok"], figures["items"]) == (0, True, 1000)
    assert figures["website"] == {"expected": 100, "shown": 100, "settled": 100}

    assert steps_never_reached(figures) == []

    assert {kind for kind in FAULTS if not figures["faults"].get(kind)} == set()

    assert figures["asked_person"] <= figures["faults"]["content_refused"] + 20


@pytest.mark.long
def test_channels_that_send_again_blindly_are_caught():
    _, figures = figures_of("-m", "tests.cli.chaos.blind")

    assert figures["duplicated"] > 0
    assert figures["ok"] is False
