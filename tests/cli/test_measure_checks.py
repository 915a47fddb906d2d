"""The measuring command: how it counts, what it holds back, and that it stays honest without data."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from zhenglian.checks.api import Passage, check_passages, lexicon_size
from zhenglian.cli.measure_checks import Tally, measure_personal, measure_typos
from zhenglian.cli.newsroom import newsroom
from zhenglian.cli.personal_lines import Line, sample_lines
from zhenglian.cli.typo_rows import Row, in_held_part, mended, rows_in

DAY = date(2026, 11, 23)


def test_tally_gives_precision_recall_and_f1():
    tally = Tally()
    tally.right, tally.superfluous, tally.missed = 6, 2, 4

    assert tally.figures() == {"precision": 0.75, "recall": 0.6, "f1": 0.6667} | {
        "right": 6,
        "superfluous": 2,
        "missed": 4,
    }


def test_nothing_found_and_nothing_wanted_has_no_figures():
    assert Tally().figures()["f1"] is None


def test_mend_counts_at_the_places_that_it_changes():
    text = "依据攻府文件"

    assert mended(text, check_passages([Passage("", text)], on=DAY, own=False)) == {2: "政"}


def test_typos_are_counted_by_sentence_and_by_character():
    rows = [Row("攻府开会", "政府开会"), Row("政府开会", "政府开会"), Row("张三的三", "张山的山")]

    figures = measure_typos(rows)

    assert (figures["detection"]["right"], figures["detection"]["missed"]) == (1, 1)
    assert (figures["correction"]["right"], figures["correction"]["missed"]) == (1, 2)


def test_personal_data_found_nowhere_else_is_superfluous_and_missed():
    lines = [Line("电话13800138000", (("id_number", 0, 5),), "number")]

    figures = measure_personal(lines)

    assert figures["phones"]["superfluous"] == 1
    assert figures["identity numbers"]["missed"] == 1


def test_sample_lines_are_the_same_for_the_same_seed(tmp_path):
    one, again, other = (sample_lines(200, seed, tmp_path) for seed in (1, 1, 2))

    assert one == again != other
    assert all(line.text[start:end] for line in one for _kind, start, end in line.numbers)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_numbers_are_found_completely_and_hardly_anything_else(seed, tmp_path):
    figures = measure_personal(sample_lines(2000, seed, tmp_path))

    for name in ("identity numbers", "phones", "cards"):
        assert figures[name]["recall"] == 1.0
        assert figures[name]["precision"] >= 0.99


def test_held_part_is_about_a_fifth_and_depends_on_the_sentence_alone():
    rows = [Row(f"第{number}句", "") for number in range(1000)]

    assert 150 < sum(map(in_held_part, rows)) < 250
    assert in_held_part(Row("甲", "乙")) == in_held_part(Row("甲", "丙"))


def test_command_measures_the_rows_of_a_folder(tmp_path):
    row = {"wrong": "攻府开会", "right": "政府开会"}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n")

    result = CliRunner().invoke(newsroom, ["measure-checks", "--json", "--data", str(tmp_path)])
    figures = json.loads(result.output.splitlines()[-1])

    assert len(rows_in(tmp_path)) == figures["typos"]["sentences"] == 1
    assert figures["typos"]["correction"]["f1"] == 1.0
    assert figures["lexicon"]["words"] == lexicon_size()["words"]


def test_command_says_so_when_there_are_no_rows(tmp_path):
    result = CliRunner().invoke(newsroom, ["measure-checks", "--json", "--data", str(tmp_path)])

    assert result.exit_code == 0
    assert json.loads(result.output.splitlines()[-1])["typos"] is None
    assert str(tmp_path) in result.output
