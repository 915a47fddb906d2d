"""Personal data in free text: what is found, what is told apart, what masking leaves."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenglian.checks.enums import PersonalKind
from zhenglian.checks.personal.detection import mask, personal_data
from zhenglian.cli.personal_lines import HARD, MAKERS, organisation_code

SEEDS = st.integers(0, 10**9)


def chance(seed):
    return random.Random(seed)


def found(text):
    return [(str(span.kind), text[span.start : span.end]) for span in personal_data(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("身份证号11010519491231002X。", [("id_number", "11010519491231002X")]),
        ("手机１３８００１３８０００", [("mobile", "１３８００１３８０００")]),
        ("电话138-0013-8000转", [("mobile", "138-0013-8000")]),
        ("13800138000、13900139000", [("mobile", "13800138000"), ("mobile", "13900139000")]),
        ("卡号6222 0212 3456 7890 128", [("bank_card", "6222 0212 3456 7890 128")]),
        ("座机0512-65351234", [("landline", "0512-65351234")]),
        ("（010）65351234", [("landline", "（010）65351234")]),
        ("京A·12345在案", [("plate", "京A·12345")]),
        ("护照号E12345678", [("passport", "E12345678")]),
        ("旧证号码身份证110105491231002", [("id_number", "110105491231002")]),
    ],
)
def test_number_is_found_however_it_is_typed(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码91350100M000100Y43",
        "国办发〔2018〕123号",
        "总投资13800138000元",
        "订单号：13800138000",
        "https://www.example.gov.cn/13800138000.html",
        "编号110105194912310021",  # an identity number but for its check digit
        "11010519490231002X",  # 31 February
        "拨打12345或400-810-1234",
        "gh_138001380001",
        "2026-11-23 至 2026-12-31",
        "京ICP备13800138号-1",
    ],
)
def test_what_only_looks_like_personal_data_stays(text):
    assert found(text) == []
    assert mask(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("11010519491231002X", "110*************2X"),
        ("13800138000", "138****8000"),
        ("0512-65351234", "0512-6535****"),
        ("6222021234567890128", "***************0128"),
        ("京A12345", "京A1***5"),
        ("护照E12345678", "护照*********"),
        ("家住北京市海淀区中关村南大街5号3栋2单元501室", "家住北京市海淀区**"),
    ],
)
def test_mask_shows_what_the_table_of_masks_allows(text, shown):
    assert mask(text) == shown


numbers = st.builds(
    lambda kind, seed: MAKERS[kind](chance(seed)),
    st.sampled_from(sorted(MAKERS, key=str)),
    SEEDS,
)
words = st.sampled_from(
    ["联系电话：", "，", "。", "当事人", "卡号", " ", "；身份证号", "、", "（", "）", "2026年"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(words, numbers), max_size=8))
def test_masking_leaves_no_number_that_can_be_detected(pieces):
    masked = mask("".join(pieces))

    assert personal_data(masked) == []


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789１３８ -Xx电话手机卡号元、。", max_size=60))
def test_spans_point_into_the_text_and_do_not_overlap(text):
    spans = personal_data(text)

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(SEEDS)
def test_organisation_code_is_never_taken_for_a_person(seed):
    code = organisation_code(chance(seed))

    assert found(f"信用代码：{code}") == []


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(range(len(HARD))), SEEDS)
def test_hard_line_has_no_number(which, seed):
    kinds = {PersonalKind.IDENTITY_NUMBER, PersonalKind.MOBILE, PersonalKind.BANK_CARD, PersonalKind.LANDLINE}

    assert not {span.kind for span in personal_data(HARD[which](chance(seed)))} & kinds
