"""What the follower's phone makes of the answers that an account's server gives to pushes."""

from __future__ import annotations

import warnings

import httpx2
import pytest

from tests.sandbox.driving import AES_KEY, APPID

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    pytest.importorskip("wechatpy")
    from wechatpy.crypto import WeChatCrypto
    from wechatpy.replies import TextReply

pytestmark = pytest.mark.filterwarnings("ignore")
OPENID, TOKEN = "oDemoUser", "gov-demo-token"
HEAD = (
    f"<ToUserName><![CDATA[{OPENID}]]></ToUserName><FromUserName><![CDATA[gh_demo]]></FromUserName>"
    "<CreateTime>1760000001</CreateTime>"
)
ITEM = "<item><Title>防汛提示</Title><Description>今晚有大雨</Description><PicUrl/><Url>https://a.test/1</Url></item>"
NO_SERVICE = "该公众号暂时无法提供服务，请稍后再试"


def text_reply(content="已收到", head=HEAD):
    return f"<xml>{head}<MsgType>text</MsgType><Content><![CDATA[{content}]]></Content></xml>"


def news_reply(number, count=None):
    articles = f"<ArticleCount>{count or number}</ArticleCount><Articles>{ITEM * number}</Articles>"
    return f"<xml>{HEAD}<MsgType>news</MsgType>{articles}</xml>"


def sealed(message, appid=APPID, token=TOKEN):
    return WeChatCrypto(token, AES_KEY, appid).encrypt_message(message, "551177", "1760000001")


@pytest.fixture
def hear(sandbox, mailbox, record):
    """The lines on the phone after one act that was answered so."""

    def hear_answer(answer, *, mode="plain", act="message", content="路灯坏了"):
        sandbox.post("/sandbox/accounts", json={"appid": APPID, "mode": mode}).raise_for_status()
        mailbox.answers = [httpx2.Response(200, text=answer)]
        said = {"appid": APPID, "openid": OPENID, "act": act, "content": content}
        sandbox.post("/sandbox/wechat/followers", json=said).raise_for_status()
        sandbox.post("/sandbox/clock", json={"seconds": 0}).raise_for_status()
        return record()["wechat"]["chat"][1:]

    return hear_answer


def test_no_answer_shows_nothing(hear):
    assert hear("success") == []
    assert [line["how"] for line in hear("")] == ["typed"]


def test_text_is_shown(hear, record):
    [line] = hear(text_reply())

    assert (line["side"], line["how"], line["content"]) == ("account", "passive", {"content": "已收到"})
    assert record()["wechat"]["pushes"][0]["state"] == "delivered"


@pytest.mark.parametrize("mode", ["safe", "compat"])
def test_reply_of_the_published_library_is_opened(hear, mode):
    reply = TextReply(source="gh_demo", target=OPENID, content="已收到，谢谢").render()

    [line] = hear(sealed(reply), mode=mode)

    assert line["content"] == {"content": "已收到，谢谢"}


@pytest.mark.parametrize(
    ("answer", "reason", "mode"),
    [
        (text_reply(), "not encrypted", "safe"),
        (sealed(text_reply()), "encrypted, though", "plain"),
        (sealed(text_reply(), token="another-token"), "MsgSignature is wrong", "safe"),
        (sealed(text_reply(), appid="wx00000000foreign0"), "another account", "safe"),
        (text_reply(head=HEAD.replace(OPENID, "oSomebody")), "swapped", "plain"),
        (text_reply(head=HEAD.replace("1760000001", "now")), "CreateTime", "plain"),
        (text_reply("字" * 683), "2049 bytes", "plain"),
        (text_reply(" "), "Content is empty", "plain"),
        (f"<xml>{HEAD}<MsgType>poem</MsgType></xml>", "MsgType poem", "plain"),
        (f"<xml>{HEAD}<MsgType>image</MsgType><Image><MediaId>x</MediaId></Image></xml>", "MediaId", "plain"),
        (f"<xml>{HEAD}<MsgType>music</MsgType><Music/></xml>", "ThumbMediaId", "plain"),
        (news_reply(2), "2 articles", "plain"),
        (news_reply(1, count=2), "ArticleCount must agree", "plain"),
        ("<xml><!DOCTYPE a></xml>", "document type", "plain"),
        ("<xml><Content>", "no XML", "plain"),
    ],
)
def test_wrong_answer_shows_the_platforms_notice_once(hear, record, answer, reason, mode):
    [line] = hear(answer, mode=mode)

    assert (line["side"], line["content"]["text"]) == ("notice", NO_SERVICE)
    [push] = record()["wechat"]["pushes"]
    assert (push["state"], push["attempts"], reason in push["answer"]) == ("refused", 1, True)


def test_menu_click_may_be_answered_with_eight_articles(hear):
    assert len(hear(news_reply(8), act="click", content="QA")[0]["content"]["articles"]) == 8
    assert hear(news_reply(9), act="click", content="QA")[-1]["side"] == "notice"


def test_picture_of_the_account_is_shown(hear, wechat):
    media_id = wechat.upload("media/upload", type="image")["media_id"]

    [line] = hear(f"<xml>{HEAD}<MsgType>image</MsgType><Image><MediaId>{media_id}</MediaId></Image></xml>")

    assert (line["kind"], line["content"]) == ("image", {"media_id": media_id})


def test_handing_over_to_a_person_is_told(hear):
    [line] = hear(f"<xml>{HEAD}<MsgType>transfer_customer_service</MsgType></xml>")

    assert (line["side"], line["content"]["text"]) == ("notice", "已为您转接人工客服，请稍候")


def test_message_without_any_answer_shows_the_notice_after_three_tries(sandbox, mailbox, advance, record):
    mailbox.answers = [httpx2.ReadTimeout("slow"), httpx2.Response(500), httpx2.Response(200, text="no")]
    said = {"appid": APPID, "openid": OPENID, "act": "message", "content": "路灯坏了"}
    sandbox.post("/sandbox/wechat/followers", json=said)

    for _ in range(2):
        advance(5)
        assert len(record()["wechat"]["chat"]) == 1
    advance(5)

    assert [line["content"] for line in record()["wechat"]["chat"][1:]] == [{"text": NO_SERVICE}]


def test_doubled_push_shows_its_reply_once(sandbox, mailbox, advance, record):
    order = {"endpoint": "callback", "kind": "doubled_callback", "times": 1}
    sandbox.post("/sandbox/accounts", json={"appid": APPID, "mode": "plain"})
    sandbox.post("/sandbox/faults", json=order)
    mailbox.answers = [httpx2.Response(200, text=text_reply()) for _ in range(2)]
    said = {"appid": APPID, "openid": OPENID, "act": "message", "content": "路灯坏了"}
    sandbox.post("/sandbox/wechat/followers", json=said)

    advance(0)

    assert len(mailbox.received) == 2
    assert [line["how"] for line in record()["wechat"]["chat"]] == ["typed", "passive"]
