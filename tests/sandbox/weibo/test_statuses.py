from __future__ import annotations

import hashlib

import pytest

from tests.sandbox.driving import GIF, PNG, UID, WEIBO_TOKEN, WeiboDriver

LINK = "https://www.example.gov.cn/n/1.html"
TEXT = f"【停水通知】今晚八点至次日六点，城西片区停水检修，请提前储水。{LINK} 〔2026-0117〕"


def code(answer):
    return answer.json()["error_code"]


def test_share_answers_the_status_with_a_short_link(weibo):
    status = weibo.share(TEXT, rip="211.156.0.1").json()

    assert status["created_at"] == "Thu Jan 15 09:30:00 +0800 2026"
    assert LINK not in status["text"]
    assert "http://t.cn/A" in status["text"]
    assert status["text"].endswith("〔2026-0117〕")
    assert status["idstr"] == status["mid"]
    assert status["id"] == int(status["idstr"]) // 100000 * 100000
    assert status["user"]["idstr"] == UID
    assert status["user"]["verified_type"] == 1
    assert "政联</a>" in status["source"]
    assert "original_pic" not in status


def test_record_holds_text_as_submitted_and_as_shown(weibo, record):
    status = weibo.share(TEXT, PNG).json()

    [post] = record()["weibo"]["posts"]
    assert (post["text_submitted"], post["text_shown"]) == (TEXT, status["text"])
    assert post["picture"] == {"sha256": hashlib.sha256(PNG).hexdigest(), "type": "image/png"}
    assert (post["idstr"], post["account"]) == (status["idstr"], UID)


def test_picture_is_served_where_the_status_says(weibo, sandbox):
    status = weibo.share(TEXT, PNG).json()

    assert sandbox.get(status["original_pic"]).content == PNG
    assert sandbox.get("/weibo-pictures/" + "0" * 64).status_code == 404


def test_shown_text_is_escaped_and_the_page_links_to_the_long_address(weibo, sandbox, record):
    weibo.share(f"甲<b>&乙 {LINK}?a=1&b=2")

    [post] = record()["weibo"]["posts"]
    assert "甲&lt;b&gt;&amp;乙" in post["text_shown"]
    page = sandbox.get(post["url"])
    assert f'href="{LINK}?a=1&amp;b=2"' in page.text
    assert "<b>" not in page.text


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("没有链接", 10017, "text not find domain!"),
        ("外站 https://elsewhere.test/a", 10017, "text not find domain!"),
        (f"#停水# 通知 {LINK}", 10017, "topic"),
        (" ", 20008, ""),
        ("水" * 131 + LINK, 20012, ""),
    ],
)
def test_text_is_refused(weibo, text, expected, words):
    answer = weibo.share(text)

    assert (answer.status_code, code(answer)) == (400, expected)
    assert words in answer.json()["error"]
    assert answer.json()["request"] == "/2/statuses/share.json"


def test_text_of_exactly_140_is_taken(weibo):
    assert weibo.share("水" * 130 + LINK).status_code == 200


def test_fragment_in_a_link_is_no_topic(weibo):
    assert weibo.share(f"甲 {LINK}#a 乙 {LINK}#b").status_code == 200


def test_domain_that_was_not_reviewed_binds_nothing(weibo, sandbox):
    sandbox.post("/sandbox/accounts", json={"app_key": "1234567", "uid": UID, "domain_reviewed": False})

    assert weibo.share(TEXT).json()["error"] == "appkey not bind domain!"


def test_missing_status_is_10016(weibo):
    assert code(weibo.post("statuses/share")) == 10016


@pytest.mark.parametrize(
    ("picture", "expected"),
    [(b"no picture", 20005), (PNG.ljust(5 * 1024 * 1024, b"\x00"), 20006)],
)
def test_picture_is_refused(weibo, picture, expected):
    assert code(weibo.share(TEXT, picture)) == expected


def test_gif_just_below_five_megabytes_is_taken(weibo):
    assert weibo.share(TEXT, GIF.ljust(5 * 1024 * 1024 - 1, b"\x00")).status_code == 200


def test_two_pictures_or_none_in_multipart_are_refused(sandbox):
    data = {"access_token": WEIBO_TOKEN, "status": TEXT}
    two = [("pic", ("a.png", PNG)), ("pic", ("b.png", PNG))]
    none = {"other": ("a.png", PNG)}

    assert code(sandbox.post("/2/statuses/share.json", data=data, files=two)) == 10008
    assert code(sandbox.post("/2/statuses/share.json", data=data, files=none)) == 20007


def test_form_is_decoded_once(weibo, record):
    weibo.share(f"%E5%81%9C {LINK}")

    assert record()["weibo"]["posts"][0]["text_submitted"].startswith("%E5%81%9C")


def test_same_text_within_a_day_is_20019_and_nearly_the_same_20017(weibo, hand_clock):
    weibo.share(TEXT)

    assert code(weibo.share(TEXT)) == 20019
    assert code(weibo.share(TEXT.replace("八点", "九点"))) == 20017
    hand_clock.forward(days=1, seconds=1)
    assert weibo.share(TEXT).status_code == 200


def test_different_texts_are_not_alike(weibo):
    weibo.share(TEXT)

    assert weibo.share(f"今日全市空气质量优良，适宜户外活动，详见每日播报。{LINK}").status_code == 200


def test_thirty_first_post_of_the_hour_is_20016(weibo, hand_clock):
    for number in range(30):
        assert weibo.share(f"{number} {LINK}").status_code == 200

    refused = weibo.share(f"x {LINK}")
    assert (refused.status_code, code(refused)) == (403, 20016)
    hand_clock.forward(minutes=30)
    assert weibo.share(f"x {LINK}").status_code == 200


def test_destroyed_post_is_gone_and_may_be_posted_again(weibo, sandbox):
    status = weibo.share(TEXT).json()

    assert weibo.post("statuses/destroy", id=status["idstr"]).json()["idstr"] == status["idstr"]

    assert code(weibo.post("statuses/destroy", id=status["idstr"])) == 20101
    assert weibo.get("statuses/user_timeline").json()["statuses"] == []
    assert weibo.share(TEXT).status_code == 200


def test_post_of_somebody_else_cannot_be_destroyed(weibo, sandbox):
    other = {"app_key": "7654321", "uid": "42", "safe_domain": "example.gov.cn", "access_token": "2.00other"}
    sandbox.post("/sandbox/accounts", json=other)
    status = WeiboDriver(sandbox, "2.00other").share(TEXT).json()

    assert code(weibo.post("statuses/destroy", id=status["idstr"])) == 20102


def test_application_that_was_not_reviewed_shows_in_the_source(weibo, sandbox):
    sandbox.post("/sandbox/accounts", json={"app_key": "1234567", "uid": UID, "app_reviewed": False})

    assert "未通过审核应用" in weibo.share(TEXT).json()["source"]
