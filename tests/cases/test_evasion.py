"""Flags for the reviewer: what is evasive, and what is not."""

from __future__ import annotations

import pytest

from zhenglian.cases.evasion import SENTENCES, flag_of, flags_in

GOOD = (
    "您好！1月14日，我局执法人员会同龙安镇政府到老桥下现场查看，查明为污水管网破损，已于当日封堵排口1处，"
    "计划1月20日前完成管网修复，并委托县监测站每周采样监测，结果在局网站公布。联系电话0816-8820000。"
)


def codes(text, **facts):
    return [flag.code for flag in flags_in(text, **facts)]


def test_concrete_answer_has_no_flag():
    assert codes(GOOD, places=["平武县龙安镇老桥下"], asked="龙安镇老桥下的河水发黑有臭味") == []


@pytest.mark.parametrize(
    "text",
    [
        "您好，您反映的问题已收悉，我们将尽快处理。感谢您的支持！",
        "尊敬的网友：您的来信已转相关部门研究处理，谢谢您的关注。",
        "我局高度重视，将认真研究解决。",
    ],
)
def test_promise_without_facts_is_flagged(text):
    assert {"short", "no_date", "promise"} <= set(codes(text))


def test_same_words_with_another_greeting_are_flagged():
    other = GOOD.replace("您好！", "尊敬的市民，您好：")

    assert codes(GOOD, others=[other]) == ["same"]


def test_same_text_with_another_place_is_flagged():
    other = GOOD.replace("龙安镇", "江油镇").replace("老桥下", "新桥下")

    assert "same" in codes(GOOD, others=[other])


def test_other_answers_of_the_office_are_not_the_same():
    other = "1月10日，我局到北山采石场检查，责令停产整改，罚款2万元，2月1日前验收合格方可恢复生产。"

    assert codes(GOOD, others=[other]) == []


def test_answer_that_repeats_the_question_is_flagged():
    asked = "龙安镇老桥下的河水从去年开始发黑有臭味，附近居民反映多次没有人来处理，请派人来看看。"

    assert "echo" in codes(asked + "已收悉。", asked=asked)


def test_answer_without_date_is_flagged():
    assert "no_date" in codes("我局执法人员到现场查看，已封堵排口，并责令业主整改。" * 2)


def test_every_flag_has_a_sentence():
    assert all(str(flag_of(code).sentence) for code in SENTENCES)
