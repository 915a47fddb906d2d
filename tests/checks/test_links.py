"""What is wrong with a link, a mini-program, a reprint's source, and which sentence is shown."""

from __future__ import annotations

import pytest

from zhenglian.checks.enums import LinkRuleKind, Severity
from zhenglian.checks.links import Answer, Link, LinkDemands, LinkRules, check_links, host_of, is_below
from zhenglian.checks.passages import Passage
from zhenglian.checks.programs import check_programs
from zhenglian.checks.sentences import sentence_around
from zhenglian.checks.sources import SourceList, check_source

RULES = LinkRules(
    {
        LinkRuleKind.OWN: frozenset({"ours.example"}),
        LinkRuleKind.SHOP: frozenset({"shop.example"}),
        LinkRuleKind.SHORT: frozenset({"s.cn"}),
        LinkRuleKind.TRACKING: frozenset({"utm_source"}),
        LinkRuleKind.WORD: frozenset({"秒杀"}),
        LinkRuleKind.PROGRAM: frozenset({"wx0123456789abcdef", "某某商城"}),
    },
    trusted=frozenset({"news.cn"}),
)
ANY = LinkDemands()


def found(url, *, sentence="", answer=None, demands=ANY, rules=RULES):
    answers = {url: answer} if answer else {}
    link = Link("body/1", url, 0, 2, sentence)
    return [
        (str(one.code), one.severity)
        for one in check_links([link], rules=rules, answers=answers, demands=demands)
    ]


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://www.mee.gov.cn/", []),
        ("https://shop.example/", [("link_shop", Severity.BLOCK)]),
        ("https://ITEM.Shop.Example./1", [("link_shop", Severity.BLOCK)]),
        ("https://notshop.example/", []),
        ("https://shop.example.org/", []),
        ("http://s.cn/Ab", [("link_short", Severity.WARN)]),
        ("https://news.s.cn.example/", []),
        ("https://x.example/?utm_source=wx&id=1", [("link_tracking", Severity.WARN)]),
        ("https://x.example/?UTM_Source=wx", [("link_tracking", Severity.WARN)]),
        ("https://shop.ours.example/?utm_source=a", []),
        ("mailto:a@b.example", []),
        ("https://[broken", []),
        ("#anchor", []),
    ],
)
def test_link_is_judged_by_its_host_and_parameters(url, wanted):
    assert found(url) == wanted


def test_words_of_advertising_count_beside_a_foreign_link_only():
    assert found("https://x.example/", sentence="今晚秒杀，点此进入") == [("link_advertising", Severity.WARN)]
    assert found("https://www.samr.gov.cn/", sentence="今晚秒杀，点此进入") == []
    assert found("https://x.example/", sentence="今晚直播") == []


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (Answer(200, "", 0), []),
        (Answer(404, "", 1), [("link_dead", Severity.WARN)]),
        (Answer(404, "", 2), [("link_dead", Severity.BLOCK)]),
        (Answer(410, "", 2), [("link_dead", Severity.BLOCK)]),
        (Answer(500, "", 1), []),
        (Answer(500, "", 2), [("link_unreachable", Severity.WARN)]),
        (Answer(0, "unreachable", 1), []),
        (Answer(0, "unreachable", 5), [("link_unreachable", Severity.WARN)]),
        (Answer(0, "private", 1), [("link_private", Severity.WARN)]),
    ],
)
def test_link_is_judged_by_how_it_answered(answer, wanted):
    assert found("https://x.example/", answer=answer) == wanted


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://www.mee.gov.cn/", ["link_not_https"]),
        ("https://www.mee.gov.cn/", []),
        ("https://www.news.cn/1", []),
        ("https://gov.cn.example/", ["link_not_government"]),
        ("http://x.example/", ["link_not_https", "link_not_government"]),
    ],
)
def test_demands_of_a_column(url, wanted):
    assert [
        code for code, _severity in found(url, demands=LinkDemands(https=True, government=True))
    ] == wanted


def test_override_of_a_link_dies_with_its_address():
    links = [Link("body/1", f"https://shop.example/{number}", 0, 2) for number in (1, 2)]

    one, other = check_links(links, rules=RULES, answers={}, demands=ANY)

    assert one.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://A.b:443/x", "a.b"), ("http://[::1]/", "::1"), ("x", ""), ("https://[", ""), ("", "")],
)
def test_host_of_an_address(url, host):
    assert host_of(url) == host


def test_below_names_the_entry():
    assert is_below("a.b.gov.cn", frozenset({"gov.cn"})) == "gov.cn"
    assert is_below("", frozenset({"gov.cn"})) == ""


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("点击#小程序://某某商城/Ab12 购买", Severity.BLOCK),
        ("小程序wx0123456789abcdef。", Severity.BLOCK),
        ("办事请进#小程序://国家政务服务平台/Xy9，谢谢", Severity.WARN),
        ("校验值wx0123456789abcdef0不是小程序", None),
    ],
)
def test_mini_programs_are_found_in_a_text(text, severity):
    findings = check_programs([Passage("title", text)], rules=RULES)

    assert [one.severity for one in findings] == ([severity] if severity else [])
    assert all(text[one.start : one.end] == one.text for one in findings)


LISTED = SourceList(frozenset({"新华社", "人民网"}), frozenset({"gov.cn"}))


@pytest.mark.parametrize(
    ("name", "url", "is_listed"),
    [
        ("新华社", "", True),
        (" 新华社 ", "", True),
        ("《新华社》", "", True),
        ("新华社微信公众号", "", True),
        ("人民网", "https://mp.weixin.qq.com/s/1", True),
        ("某地", "https://www.xx.gov.cn/1", True),
        ("某某自媒体", "", False),
        ("新华社区报", "", False),
        ("某地", "https://gov.cn.example/1", False),
        ("", "", True),
    ],
)
def test_reprint_needs_a_listed_name_or_host(name, url, is_listed):
    assert (check_source(name, url, listed=LISTED) == []) is is_listed


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("第一句。第二句有错字！第三句。", "错", "第二句有错字！"),
        ("没有标点的一句", "标点", "没有标点的一句"),
        ("甲\n  乙错\n丙", "错", "乙错"),
        ("。错。", "错", "错。"),
    ],
)
def test_sentence_around_a_place(text, words, sentence):
    start = text.index(words)

    first, last = sentence_around(text, start, start + len(words))

    assert text[first:last] == sentence


def test_long_sentence_is_cut():
    text = "长" * 500

    first, last = sentence_around(text, 250, 251)

    assert (first, last) == (170, 331)
