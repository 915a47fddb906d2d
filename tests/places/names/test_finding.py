"""From an address to a county, or to a question."""

from time import perf_counter

import pytest

from zhenglian.places.api import find_county, full_name
from zhenglian.places.enums import Why


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("湖南省长沙市长沙县星沙街道东九路179号", "湖南省长沙市长沙县"),
        ("长沙市开福区芙蓉北路", "湖南省长沙市开福区"),
        ("北京海淀区中关村大街", "北京市海淀区"),
        ("恩施州来凤县解放大道92号", "湖北省恩施土家族苗族自治州来凤县"),
        ("五峰县渔洋关镇", "湖北省宜昌市五峰土家族自治县"),
        ("内江市中区壕子口", "四川省内江市市中区"),
        ("东莞市虎门镇", "广东省东莞市"),
        ("潜江市五七大道366号", "湖北省潜江市"),
        ("新疆喀什地区巴楚县", "新疆维吾尔自治区喀什地区巴楚县"),
        ("四川绵阳平武人民东路", "四川省绵阳市平武县"),
    ],
)
def test_county_that_is_named_is_found(text, county):
    found = find_county(text)

    assert found.county is not None
    assert full_name(found.county) == county
    assert found.why == Why.COUNTY


@pytest.mark.parametrize(
    ("text", "county", "why"),
    [
        ("宁波市江东区彩虹北路", "浙江省宁波市鄞州区", Why.FORMER),
        ("南通市港闸区", "江苏省南通市崇川区", Why.FORMER),
        ("北京市宣武区", "北京市西城区", Why.FORMER),
        ("荆州市南海镇建设街", "湖北省荆州市松滋市", Why.TOWN),
        ("宜宾市李庄镇殿英街", "四川省宜宾市翠屏区", Why.TOWN),
        ("西安市高新区锦业路", "陕西省西安市雁塔区", Why.ZONE),
        ("郑州市郑东新区民生路", "河南省郑州市金水区", Why.ZONE),
    ],
)
def test_former_name_town_or_zone_leads_to_the_county_of_today(text, county, why):
    found = find_county(text)

    assert found.county is not None
    assert (full_name(found.county), found.why) == (county, why)


@pytest.mark.parametrize("name", ["鼓楼区", "青山区", "市中区", "朝阳区", "南山区", "城关区", "铁西区"])
def test_name_that_several_counties_have_is_asked(name):
    found = find_county(f"我家住在{name}，楼下施工到半夜")

    assert (found.county, found.why) == (None, Why.AMBIGUOUS)
    assert len(found.candidates) > 1
    assert all(full_name(code).endswith(name) for code in found.candidates[:2])


def test_town_that_several_counties_have_is_asked():
    found = find_county("城关镇东沟路87号")

    assert found.county is None
    assert found.candidates


def test_city_decides_between_counties_of_one_name():
    assert full_name(find_county("武汉市青山区沿江大道").county or "") == "湖北省武汉市青山区"
    assert full_name(find_county("包头市青山区").county or "") == "内蒙古自治区包头市青山区"


def test_city_alone_offers_its_counties():
    found = find_county("长沙市的河水发臭")

    assert (found.county, found.why, found.names) == (None, Why.CITY_ONLY, ("长沙市",))
    assert len(found.candidates) == 9
    assert {code[:4] for code in found.candidates} == {"4301"}


def test_municipality_alone_offers_its_counties():
    found = find_county("北京市")

    assert found.county is None
    assert {code[:2] for code in found.candidates} == {"11"}


@pytest.mark.parametrize("text", ["", "   ", "路灯不亮了", "hello", "🙂" * 50])
def test_text_without_a_place_finds_nothing(text):
    found = find_county(text)

    assert (found.county, found.candidates, found.why) == (None, (), Why.NOTHING)


def test_road_that_is_called_like_a_county_does_not_decide_against_the_county():
    found = find_county("深圳市福田区益田路宝安大厦")

    assert full_name(found.county or "") == "广东省深圳市福田区"


def test_answer_says_which_words_decided():
    found = find_county("湖南省长沙市长沙县星沙街道")

    assert found.names == ("湖南省", "长沙市", "长沙县", "星沙街道")
    assert found.surety > 0.9


def test_stricter_bound_turns_answers_into_questions():
    text = "荆州市南海镇"

    assert find_county(text).county is not None
    assert find_county(text, least_sure=1.01).county is None


def test_long_text_costs_no_more_than_its_beginning():
    long = "河南省南阳市卧龙区" + "工业路" * 20_000

    begun = perf_counter()
    found = find_county(long)

    assert full_name(found.county or "") == "河南省南阳市卧龙区"
    assert perf_counter() - begun < 1


def test_chosen_county_is_among_the_candidates():
    for text in ("长沙县", "沙县", "黄山市徽州区", "吉林省吉林市昌邑区", "海南省海口市"):
        found = find_county(text)

        assert found.county is None or found.candidates[0] == found.county
