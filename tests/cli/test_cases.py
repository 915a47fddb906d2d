"""`zhenglian cases`: the same figures for people and for machines, and what is trained stays."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.factories.triage import messages
from zhenglian.cli.cases import cases
from zhenglian.triage import judging
from zhenglian.triage.api import model_in_force
from zhenglian.triage.materials import Given, kept

REAL = Path(__file__).resolve().parents[2].parent / "shared/data/messages/labelled_train.jsonl"
FIGURES = {"macro_f1", "micro_f1", "calibration", "accuracy_at_70", "top2", "p95_ms"}


def lines(path, rows):
    told = [{"title": each.title, "text": each.text, "label": each.label} for each in rows]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in told), encoding="utf-8")
    return str(path)


def run(*words):
    done = CliRunner().invoke(cases, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output, json.loads(done.output.splitlines()[-1])


def test_measure_routing_answers_about_a_file_that_was_not_learnt(tmp_path):
    train, test = lines(tmp_path / "a.jsonl", messages(60)), lines(tmp_path / "b.jsonl", messages(45, seed=9))

    said, figures = run("measure-routing", "--train", train, "--test", test, "--no-model", "--json")

    assert figures.keys() >= FIGURES
    assert figures["messages"] == 45
    assert figures["macro_f1"] > 0.9
    assert figures["p95_ms"] < 20
    assert "60" in said


def test_measure_routing_learns_no_body_that_it_is_asked_about(tmp_path):
    train = lines(tmp_path / "a.jsonl", messages(60))

    refused = CliRunner().invoke(cases, ["measure-routing", "--train", train, "--test", train, "--no-model"])

    assert refused.exit_code != 0  # nothing was left to learn from
    assert type(refused.exception).__name__ == "TooFewExamples"


def test_measure_routing_without_a_test_file_holds_out_thirds(tmp_path):
    train = lines(tmp_path / "a.jsonl", messages(90))

    _said, figures = run("measure-routing", "--train", train, "--splits", "2", "--no-model", "--json")

    assert len(figures["splits"]) == 2
    assert figures["sd"].keys() == figures["splits"][0].keys()
    assert figures["with_model"] is None


@pytest.mark.django_db
def test_train_stores_a_version_and_switches_it_on_when_asked(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    judging._loaded.cache_clear()
    train = lines(tmp_path / "a.jsonl", messages(60))

    _said, figures = run("train", "--from", train, "--json")
    assert model_in_force() is None
    assert kept() == Given(60, 0)

    _said, again = run("train", "--from", train, "--switch-on", "--no-keep", "--json")
    assert kept() is None
    assert model_in_force().version == again["version"] == figures["version"] + 1
    assert again["digest"] == figures["digest"]


@pytest.mark.long
@pytest.mark.skipif(not REAL.exists(), reason=f"the labelled messages of real people are not here: {REAL}")
def test_real_messages_are_sorted_better_than_by_plain_character_runs():
    """A third is held out of 964: plain runs of characters reach about 0.81 with so few."""
    _said, figures = run("measure-routing", "--train", str(REAL), "--splits", "1", "--no-model", "--json")

    assert figures["macro_f1"] > 0.85
    assert figures["accuracy_at_70"] > 0.95
    assert figures["top2"] > 0.95
