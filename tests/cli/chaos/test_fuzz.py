"""The command that fires malformed requests at a whole instance, and how it judges."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest

from tests.cli.chaos.driving import figures_of
from zhenglian.cli.chaos.fuzz.command import MOST_GROWTH_KB, growth_kb, in_words, summed_up


@pytest.mark.long
def test_thousand_malformed_requests_over_http_are_no_fault():
    status, figures = figures_of("-m", "zhenglian.cli.main", "chaos", "fuzz", "--requests", "1000", "--json")

    assert (figures["tracebacks"], figures["answers_5xx"], figures["silent"]) == (0, 0, 0), figures
    assert (status, figures["ok"], figures["requests"]) == (0, True, 1000)
    assert figures["from_hypothesis"] > 100
    assert len(figures["kinds"]) == 11
    assert {"200", "403", "413"} <= set(figures["statuses"])


@pytest.fixture
def fired():
    return SimpleNamespace(
        sent=100, memory=[1000] * 50, statuses=Counter({"403": 100}), kinds=Counter(body=100), faults=[]
    )


def test_run_without_fault_is_good(fired):
    assert summed_up(fired, {}, 0, 1.0)["ok"]


def test_traceback_in_a_log_is_a_fault(fired):
    figures = summed_up(fired, {"Traceback (most recent call last)": 2}, 0, 1.0)

    assert (figures["tracebacks"], figures["ok"]) == (2, False)


def test_answer_5xx_is_a_fault(fired):
    fired.statuses["500"] += 1
    fired.faults.append("500 to body")

    figures = summed_up(fired, {}, 0, 1.0)

    assert (figures["answers_5xx"], figures["ok"]) == (1, False)


def test_growing_memory_is_a_fault(fired):
    fired.memory = [1000 + place * MOST_GROWTH_KB // 20 for place in range(50)]

    assert not summed_up(fired, {}, 0, 1.0)["ok"]


def test_memory_that_fills_its_caches_first_is_flat():
    assert growth_kb([100, 900] + [1000] * 40) == 0


def test_figures_are_one_sentence():
    words = in_words(
        {"requests": 1500, "seconds": 9.5, "tracebacks": 3, "answers_5xx": 4, "memory_growth_kb": 77}
    )

    for number in ("1500", "9.5", "3", "4", "77"):
        assert number in words
