"""What is counted as right, and that the answers are not read as input."""

import pytest

from zhenglian.places.measuring import county_of, measure_places

ROW = {"province": "湖南省", "city": "长沙市", "district": "长沙县"}


def test_right_wrong_and_unanswered_rows_are_counted():
    rows = [
        ROW | {"address": "湖南省长沙市长沙县东九路", "name": "泉塘街道社区卫生服务中心"},
        ROW | {"address": "长沙市岳麓区麓山南路", "name": "医院"},
        ROW | {"address": "人民路1号", "name": "诊所"},
    ]

    figures = measure_places(rows)

    assert (figures.rows, figures.answered, figures.right, figures.unresolved) == (3, 2, 1, 0)
    assert (round(figures.recall, 3), figures.precision) == (0.333, 0.5)
    assert figures.wrong == [("长沙市岳麓区麓山南路，医院", "长沙县", "岳麓区")]


def test_province_and_city_are_read_only_when_asked_for():
    rows = [ROW | {"district": "开福区", "address": "解放路8号", "name": "医院"}]

    assert measure_places(rows, fields=("address",)).answered == 0
    assert measure_places(rows, fields=("province", "city", "district", "address")).right == 1


def test_nothing_measured_is_no_division_by_zero():
    figures = measure_places([])

    assert (figures.recall, figures.precision, figures.microseconds) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("湖南省", "长沙市", "长沙县"), "430121"),
        (("江苏省", "南通市", "海门市"), "320614"),
        (("浙江省", "宁波市", "江东区"), "330212"),
        (("北京市", "北京市", "朝阳区"), "110105"),
        (("湖北省", "潜江市", "潜江市"), "429005"),
        (("云南省", "普洱市", "孟连县"), "530827"),
        (("福建省", "福州市", "鼓楼区"), "350102"),
        (("江苏省", "徐州市", "鼓楼区"), "320302"),
        (("江苏省", "某市", "鼓楼区"), None),
        (("湖南省", "长沙市", "没有县"), None),
    ],
)
def test_three_names_are_resolved_to_the_county_of_today(names, code):
    assert county_of(*names) == code
