"""The platforms' limits, said in our own words before the platform refuses."""

import pytest

from tests.factories.autoreplies import a_rule, a_sheet
from zhenglian.accounts.enums import Platform
from zhenglian.autoreplies.enums import ReplyKind, Trigger, When
from zhenglian.autoreplies.hours import Hours
from zhenglian.autoreplies.limits import complaints_about, is_address, rule_complaints
from zhenglian.autoreplies.sheet import Article

PAGE = Article("防汛提示", "今晚有大雨", "https://a.test/a.jpg", "https://a.test/a")


def news(*articles, trigger=Trigger.CLICK):
    words = ("K",) if trigger == Trigger.CLICK else ()
    return a_rule(1, trigger, *words, kind=ReplyKind.NEWS, text="", articles=articles)


@pytest.mark.parametrize(
    ("platform", "text", "is_fine"),
    [
        (Platform.WECHAT, "字" * 682, True),  # 2046 bytes
        (Platform.WECHAT, "字" * 682 + "ab", True),  # 2048
        (Platform.WECHAT, "字" * 682 + "abc", False),
        (Platform.WECHAT, "字" * 683, False),
        (Platform.WEIBO, "字" * 299, True),
        (Platform.WEIBO, "字" * 300, False),
        (Platform.WEIBO, "字" * 170 + "{report}", True),
        (Platform.WEIBO, "字" * 190 + "{report}", False),  # the address takes room
        (Platform.WECHAT, "  \n", False),
        (Platform.WECHAT, "坏\x0b字", False),
    ],
)
def test_text_is_as_long_as_the_platform_takes_it(platform, text, is_fine):
    assert (rule_complaints(a_rule(1, text=text), platform) == []) is is_fine


def test_too_long_text_is_told_with_both_numbers():
    (complaint,) = rule_complaints(a_rule(1, text="字" * 700), Platform.WECHAT)

    assert "2100" in complaint
    assert "2048" in complaint


@pytest.mark.parametrize(
    ("platform", "trigger", "number", "is_fine"),
    [
        (Platform.WECHAT, Trigger.CLICK, 8, True),
        (Platform.WECHAT, Trigger.CLICK, 9, False),
        (Platform.WECHAT, Trigger.SUBSCRIBE, 2, True),
        (Platform.WECHAT, Trigger.DEFAULT, 1, True),
        (Platform.WECHAT, Trigger.DEFAULT, 2, False),
        (Platform.WEIBO, Trigger.DEFAULT, 8, True),
        (Platform.WEIBO, Trigger.DEFAULT, 9, False),
        (Platform.WECHAT, Trigger.CLICK, 0, False),
    ],
)
def test_number_of_articles_hangs_on_what_is_answered(platform, trigger, number, is_fine):
    assert (rule_complaints(news(*[PAGE] * number, trigger=trigger), platform) == []) is is_fine


@pytest.mark.parametrize(
    "article",
    [
        Article("", "x", "", "https://a.test/"),
        Article("标题", "", "", ""),
        Article("标题", "", "", "javascript:alert(1)"),
        Article("标题", "", "ftp://a.test/x.png", "https://a.test/"),
        Article("题" * 65, "", "", "https://a.test/"),
    ],
)
def test_article_that_cannot_be_shown_is_refused(article):
    assert rule_complaints(news(article), Platform.WECHAT)


@pytest.mark.parametrize(
    ("rule", "platform", "is_fine"),
    [
        (a_rule(1, kind=ReplyKind.IMAGE, media_id="MEDIA-1"), Platform.WECHAT, True),
        (a_rule(1, kind=ReplyKind.IMAGE, media_id=""), Platform.WECHAT, False),
        (a_rule(1, kind=ReplyKind.IMAGE, media_id="图片"), Platform.WECHAT, False),
        (a_rule(1, kind=ReplyKind.IMAGE, media_id="MEDIA-1"), Platform.WEIBO, False),
        (a_rule(1, kind=ReplyKind.TRANSFER), Platform.WECHAT, True),
        (a_rule(1, kind=ReplyKind.TRANSFER), Platform.WEIBO, False),
        (a_rule(1, kind=ReplyKind.NONE, text=""), Platform.WEIBO, True),
        (a_rule(1, Trigger.SCAN), Platform.WECHAT, True),
        (a_rule(1, Trigger.CLICK, "K" * 129), Platform.WECHAT, False),
        (a_rule(1, Trigger.CONTAINS, "词" * 51), Platform.WECHAT, False),
        (a_rule(1, Trigger.CONTAINS, *(f"词{n}" for n in range(101))), Platform.WECHAT, False),
        (a_rule(1, Trigger.PATTERN, "(a+)+"), Platform.WECHAT, False),
        (a_rule(1, Trigger.PATTERN, "a", "b"), Platform.WECHAT, False),
    ],
)
def test_kinds_and_words_that_a_platform_takes(rule, platform, is_fine):
    assert (rule_complaints(rule, platform) == []) is is_fine


def test_complaint_about_a_sheet_names_the_rule():
    sheet = a_sheet(a_rule(1), a_rule(2, text="", name="没写完"))

    (complaint,) = complaints_about(sheet, Platform.WECHAT)

    assert "没写完" in complaint


def test_rule_of_opening_hours_needs_some():
    assert complaints_about(a_sheet(a_rule(1, when=When.OPEN), hours=Hours()), Platform.WECHAT)
    assert not complaints_about(a_sheet(a_rule(1), hours=Hours()), Platform.WECHAT)


@pytest.mark.parametrize(
    "text",
    ["https://a.test:bad]/", "https:///x", "//a.test", "https://a.test/ x", "https://a.test/" + "x" * 1024],
)
def test_address_that_no_phone_opens_is_none(text):
    assert not is_address(text)
