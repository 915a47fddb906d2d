"""`zhenglian cases topics` and `boundaries`: what a fresh office loads first."""

import pytest
from click.testing import CliRunner

from zhenglian.cli.cases import cases
from zhenglian.places.api import generation_in_use
from zhenglian.triage.api import categories

SQUARE = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"510727","name":"平武县"},'
    '"geometry":{"type":"Polygon","coordinates":[[[104,32],[105,32],[105,33],[104,33],[104,32]]]}}]}'
)


def run(*words):
    return CliRunner().invoke(cases, words, catch_exceptions=False)


def test_fresh_office_is_told_how_to_load_topics_and_loads_them_once(db):
    assert "--shipped" in run("topics").output

    first = run("topics", "--shipped").output
    again = run("topics", "--shipped").output

    assert categories().count() > 60
    assert (f"已新增{categories().count()}个分类" in first, "已新增0个分类" in again) == (True, True)
    assert "    排污口" in run("topics").output


@pytest.mark.parametrize("line", ["no json", "[1]"])
def test_own_topics_that_cannot_be_read_are_named_by_line(db, tmp_path, line):
    file = tmp_path / "own.jsonl"
    file.write_text('{"l1": "供暖"}\n' + line + "\n", encoding="utf-8")

    refused = run("topics", "--from", str(file))

    assert refused.exit_code == 1
    assert "own.jsonl第2行" in refused.output
    assert not categories().exists()


def test_boundaries_are_loaded_below_cases_too(db, tmp_path):
    file = tmp_path / "counties.geojson"
    file.write_text(SQUARE, encoding="utf-8")

    done = run("boundaries", "load", str(file), "--switch-on")

    assert done.exit_code == 0, done.output
    assert generation_in_use().counties == 1


def test_every_command_has_its_help():
    shown = run("--help").output

    for name in ("boundaries", "measure-places", "measure-routing", "simulate", "topics", "train"):
        line = next(line for line in shown.splitlines() if line.strip().startswith(name))
        assert any("一" <= sign <= "鿿" for sign in line), line
