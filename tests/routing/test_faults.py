"""What keeps a sheet from being switched on names the rows."""

import pytest
from django.utils import translation

from tests.factories.routing import DAY, a_book, a_desk, a_row
from zhenglian.routing.faults import held_by, sheet_faults
from zhenglian.routing.questions import Question
from zhenglian.routing.tree import Tree

DESKS = [
    a_desk(1, "1", name="甲部"),
    a_desk(2, "1.1", name="乙局"),
    a_desk(3, "2", name="旧局", valid_until=DAY.replace(year=2020)),
]
REST = a_row(1, 1)


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


def faults(*rows, held=()):
    return sheet_faults(rows, Tree(DESKS), DAY, held)


def test_sheet_with_the_row_for_the_rest_has_no_fault():
    assert faults(REST, a_row(2, 2, "环境")) == []


def test_row_for_the_rest_must_be_there():
    [fault] = faults(a_row(1, 1, "", "", 4))

    assert fault.startswith("缺少兜底行")


def test_tie_names_both_rows():
    assert faults(REST, a_row(3, 1, "环境", "51", 2), a_row(7, 2, "环境", "51", 2)) == [
        "第3行与第7行的类别、地区、层级完全相同，请保留其中一行。"
    ]


def test_unit_that_is_gone_is_named_as_lead_and_as_helper():
    found = faults(REST, a_row(2, 3, "环境"), a_row(4, 1, "交通", helpers=(3,)))

    assert found == ["第2行：旧局已不存在，请改填其他单位。", "第4行：旧局已不存在，请改填其他单位。"]


def test_example_that_does_not_hold_says_who_it_would_be():
    book = a_book(REST, a_row(2, 2, "环境"), desks=DESKS)
    right = held_by(book, 8, Question("环境", "51"), 2, DAY)
    wrong = held_by(book, 9, Question("交通", "51"), 2, DAY)

    assert (right.is_held, wrong.is_held) == (True, False)
    assert "第2行" in right.sentence
    [fault] = faults(REST, held=[right, wrong])
    assert fault == "校验例不符：“交通”在四川省应由乙局主办，按此表却由甲部主办。"


def test_example_that_finds_nobody_does_not_hold():
    gone = a_book(desks=[DESKS[2]])

    held = held_by(gone, 9, Question("环境"), 3, DAY)

    assert (held.is_held, held.chosen) == (False, "无单位可办理")
