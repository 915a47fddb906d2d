"""Files of spreadsheet programs: what is read, what is refused, what is written."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.routing import spreadsheet
from zhenglian.routing.spreadsheet import WRITTEN, read_file, write_file

HEAD = "类别,地区代码,层级,主办单位,协办单位,备注\n"


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_file_is_read_as_spreadsheet_programs_save_it(encoding):
    text = f"{HEAD}环境/水污染,510727,县级,平武县生态环境局,平武县水利局；平武县城管局,依据三定方案\n"

    [line], faults = read_file(text.encode(encoding))

    assert faults == []
    assert (line.number, line["类别"], line["地区代码"], line["层级"]) == (2, "环境/水污染", "510727", "县级")
    assert line.helpers == ["平武县水利局", "平武县城管局"]


def test_lines_are_numbered_as_the_program_counts_them():
    text = f'{HEAD}\n,,,甲,,"两\n行"\n,,,,,\n,,,乙,,\n'

    lines, _faults = read_file(text.encode())

    assert [(line.number, line["主办单位"]) for line in lines] == [(3, "甲"), (6, "乙")]


def test_columns_may_stand_in_any_order_and_others_of_ours_are_passed_over():
    text = "主办单位,行号,类别名称,类别\n甲,1,水污染,环境\n"

    [line], faults = read_file(text.encode())

    assert (faults, line["主办单位"], line["类别"], line["层级"]) == ([], "甲", "环境", "")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "文件是空的"),
        (HEAD.encode(), "只有表头"),
        ("类别,单位\n环境,甲\n".encode(), "第1行：无法识别“单位”列"),
        ("类别\n环境\n".encode(), "第1行：缺少“主办单位”列"),
        ("主办单位,主办单位\n甲,乙\n".encode(), "第1行：有重复的列"),
        (b"\xff\xff\xff", "这不是 CSV 文件"),
        (f'{HEAD},,,"甲\n'.encode(), "这不是 CSV 文件"),
    ],
)
def test_file_that_is_none_is_refused_in_words(data, said):
    lines, faults = read_file(data)

    assert lines == []
    assert said in faults[0]


def test_file_that_is_too_large_or_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 2)
    long = read_file(f"{HEAD}{',,,甲,,' * 1}\n,,,乙,,\n,,,丙,,\n".encode())

    monkeypatch.setattr(spreadsheet, "MOST_BYTES", 10)
    large = read_file(HEAD.encode())

    assert "超过 2 行" in long[1][0]
    assert "超过 5 MB" in large[1][0]


def test_written_file_begins_with_a_mark_and_holds_no_formula():
    data = write_file([["1", "=1+1", "", "51", "", "", "@甲", "", "-"]])

    assert data.startswith(b"\xef\xbb\xbf")
    assert "'=1+1" in data.decode("utf-8-sig")
    [line], faults = read_file(data)
    assert (faults, line["类别"], line["主办单位"], line["备注"]) == ([], "=1+1", "@甲", "-")


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(str.strip)


@given(st.lists(st.lists(CELLS, min_size=9, max_size=9), min_size=1, max_size=5))
def test_what_is_written_is_read_again(rows):
    rows = [["1", *row[1:]] for row in rows]

    lines, faults = read_file(write_file(rows))

    assert faults == []
    wanted = [
        [cell.removeprefix("'") if cell[:2] in ("'=", "'+", "'-", "'@") else cell for cell in row]
        for row in rows
    ]
    assert [[line[column] for column in WRITTEN] for line in lines] == wanted
