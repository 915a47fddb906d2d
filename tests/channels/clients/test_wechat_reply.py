"""Passive replies are XML that nothing inside can bend."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.channels.clients.push import Opened
from zhenglian.channels.clients.wechat_reply import MAX_TEXT_BYTES, write_reply
from zhenglian.channels.clients.wechat_xml import read_strictly


@dataclass
class Article:
    title: str = "防汛提示"
    description: str = "今晚有大雨"
    picture: str = "https://example.gov.test/a.jpg"
    url: str = "https://example.gov.test/a"


@dataclass
class Said:
    kind: str
    text: str = ""
    media_id: str = ""
    articles: tuple = ()


def written(answer, *, kind="text", sender="oDemoUser"):
    opened = Opened(7, kind, "k", {}, sender, "gh_demo")
    reply = write_reply(opened, answer, 1760000001.7)
    return None if reply is None else read_strictly(reply.encode())


def test_reply_goes_back_to_who_wrote():
    assert written(Said("text", "已收到")) == {
        "ToUserName": "oDemoUser",
        "FromUserName": "gh_demo",
        "CreateTime": "1760000001",
        "MsgType": "text",
        "Content": "已收到",
    }


def test_image_names_its_media():
    assert written(Said("image", media_id="M-1"))["Image"] == {"MediaId": "M-1"}


def test_message_is_answered_with_one_article_and_an_event_with_eight():
    nine = Said("news", articles=(Article(),) * 9)

    to_message, to_event = written(nine), written(nine, kind="click")

    assert to_message["ArticleCount"] == "1"
    assert to_message["Articles"]["item"] == {
        "Title": "防汛提示",
        "Description": "今晚有大雨",
        "PicUrl": "https://example.gov.test/a.jpg",
        "Url": "https://example.gov.test/a",
    }
    assert (to_event["ArticleCount"], len(to_event["Articles"]["item"])) == ("8", 8)


def test_hand_over_to_the_client_of_the_platform():
    assert written(Said("transfer"))["MsgType"] == "transfer_customer_service"


def test_kind_that_says_nothing_writes_nothing():
    assert written(Said("none")) is None


@pytest.mark.parametrize("text", ["长" * 1000, "ab" + "长" * 1000])
def test_long_text_is_cut_between_characters(text):
    content = written(Said("text", text))["Content"]

    assert text.startswith(content)
    assert MAX_TEXT_BYTES - 3 < len(content.encode()) <= MAX_TEXT_BYTES


@given(
    st.text(max_size=40) | st.sampled_from(["]]>", "a]]>]]>b", "]]]]>>", "<x>&amp;", "\x00\x1f\ufffe\ud800"])
)
def test_no_text_breaks_the_reply_or_adds_a_field(text):
    read = written(Said("text", text), sender=text)

    kept = "".join(char for char in text if char in "\t\n\r" or (char >= " " and not is_illegal(char)))
    assert list(read) == ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"]
    assert read["Content"] == kept.replace("\r\n", "\n").replace("\r", "\n").strip()


def is_illegal(char):
    return "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff"
