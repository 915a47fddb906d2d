"""The proof for cases: reported, joined and handled over HTTP while web and workers are killed."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from tests.cli.chaos.driving import figures_of
from zhenglian.cli.chaos import chaos
from zhenglian.cli.chaos.cases.command import in_words
from zhenglian.cli.chaos.cases.plan import CasePlan

COMMAND = ("-m", "zhenglian.cli.main", "chaos", "cases", "--json")
# What must be 0, spelled out a second time.
NOUGHT = (
    "lost", "duplicated", "strange", "photos_lost", "photos_doubled", "photos_misplaced", "acts_lost",
    "acts_doubled", "moves_wrong", "without_owner", "clocks_differing", "about_themselves", "out_of_table",
    "moved_too_often", "unapproved", "unaudited", "chain_problems", "mails_doubled", "files_orphaned",
    "answers_5xx", "never_answered", "broken",
)  # fmt: skip


@pytest.mark.long
def test_reports_are_kept_once_and_whole_whoever_is_killed():
    """One small run; which steps it meets is left to the machine, but there are many."""
    status, figures = figures_of(*COMMAND, "--reports", "36", "--seed", "1")

    assert {name: figures[name] for name in NOUGHT if figures[name]} == {}, figures["detail"]
    assert (status, figures["ok"], figures["refused"]) == (0, True, {})
    assert (figures["sent"]["report"], figures["sent"]["join"]) == (36, 6)
    assert figures["cases"] == 36
    assert figures["clocks_checked"] >= 36
    assert sum(figures["kills"].values()) >= 5


@pytest.mark.long
def test_careless_site_is_caught():
    _, figures = figures_of("-m", "tests.cli.chaos.cases.careless")

    assert figures["ok"] is False
    for name in ("lost", "duplicated", "photos_lost", "moves_wrong"):
        assert figures[name] > 0, (name, figures)


def test_figures_are_one_sentence():
    words = in_words(
        {
            "reports": 100, "steps": 901, "lost": 2, "duplicated": 3, "photos_lost": 4, "without_owner": 5,
            "clocks_differing": 6, "moves_wrong": 7, "kills": {"at random": 40, "answer in hand": 2},
        }
    )  # fmt: skip

    for number in ("100", "901", "2", "3", "4", "5", "6", "7", "42"):
        assert number in words


def test_run_is_given_up_some_time(tmp_path):
    assert CasePlan(1000, 1, tmp_path, (1, 2)).most_seconds > 600


@pytest.mark.parametrize("reports", ["0", "100000"])
def test_too_few_and_too_many_reports_are_refused(reports):
    assert CliRunner().invoke(chaos, ["cases", "--reports", reports]).exit_code == 2
