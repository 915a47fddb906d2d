import pytest
from benchmarks.load import Rate
from benchmarks.page import BAR, FLOOR, OURS, PEER, summary, table


def rates(floor, ours, peer=()):
    found = {FLOOR: floor, OURS: ours, PEER: peer}
    return {name: [Rate(each, 1.0, 2.0) for each in values] for name, values in found.items() if values}


def test_ratio_is_the_median_of_the_rounds_own_ratios():
    figures = summary(rates([100, 1000, 10], [50, 900, 1], [1, 1, 1]), workers=2)

    assert figures["ratios"] == [0.5, 0.9, 0.1]
    assert figures["ratio"] == 0.5
    assert figures["workers"] == 2


@pytest.mark.parametrize(("ours", "ok"), [(BAR * 100, True), (BAR * 100 - 1, False)])
def test_bar_decides(ours, ok):
    figures = summary(rates([100], [ours]), workers=1)

    assert figures["ok"] is ok
    assert ("holds" in table(figures)) is ok


def test_table_has_a_line_for_each_server():
    figures = summary(rates([100, 100], [90, 90], [10, 10]), workers=1)

    lines = table(figures).splitlines()

    assert [line.split()[-3] for line in lines[1:4]] == ["1.00", "0.90", "0.10"]
