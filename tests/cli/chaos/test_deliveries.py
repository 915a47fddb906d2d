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


@pytest.fixture(scope="module")
def thousand():
    return figures_of(*COMMAND, "--items", "1000", "--seed", "1")


@pytest.mark.long
def test_a_thousand_items_are_neither_lost_nor_doubled_nor_different(thousand):
    status, figures = thousand

    assert (figures["lost"], figures["duplicated"], figures["different"]) == (0, 0, 0), figures["detail"]
    assert (status, figures["ok"], figures["items"]) == (0, True, 1000)
    assert figures["website"] == {"expected": 100, "shown": 100, "settled": 100}


@pytest.mark.long
def test_workers_were_killed_at_every_named_step_and_at_random(thousand):
    _, figures = thousand

    never = [step for step in (*WORKER_STEPS, *RECEIVER_STEPS, "at random") if not figures["kills"][step]]

    assert never == []


@pytest.mark.long
def test_platforms_misbehaved_in_every_way(thousand):
    _, figures = thousand

    assert {kind for kind in FAULTS if not figures["faults"].get(kind)} == set()


@pytest.mark.long
def test_a_person_was_asked_about_few(thousand):
    _, figures = thousand

    refused = figures["faults"]["content_refused"]
    assert figures["asked_person"] <= refused + 20


@pytest.mark.long
def test_channels_that_send_again_blindly_are_caught():
    _, figures = figures_of("-m", "tests.cli.chaos.blind")

    assert figures["duplicated"] > 0
    assert figures["ok"] is False
