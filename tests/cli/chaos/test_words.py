"""What the command says to a person."""

from __future__ import annotations

from click.testing import CliRunner

from zhenglian.cli.chaos.deliveries import chaos, in_words

FIGURES = {
    "items": 1000, "seconds": 90.5, "lost": 0, "duplicated": 2, "different": 1, "asked_person": 7,
    "kills": {"before draft/add": 3, "at random": 4}, "faults": {"latency": 5, "http_502": 6},
}  # fmt: skip


def test_figures_are_one_sentence():
    words = in_words(FIGURES)

    for number in ("1000", "90.5", "7", "11", "2", "1"):
        assert number in words


def test_nothing_to_publish_is_refused():
    refused = CliRunner().invoke(chaos, ["deliveries", "--items", "0"])

    assert refused.exit_code == 2


def test_unknown_database_is_refused():
    refused = CliRunner().invoke(chaos, ["deliveries", "--database", "oracle"])

    assert refused.exit_code == 2
    assert "oracle" in refused.output
