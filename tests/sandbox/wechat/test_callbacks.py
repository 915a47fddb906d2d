from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from tests.sandbox.driving import AES_KEY, APPID, WechatDriver
from zhenglian_sandbox.wechat.crypto import decrypt, signature

TOKEN = "gov-demo-token"


def query_of(request):
    return {name: values[0] for name, values in parse_qs(urlsplit(str(request.url)).query).items()}


def opened(request):
    body = request.content.decode()
    sealed = re.search(r"<Encrypt><!\[CDATA\[(.*?)\]\]></Encrypt>", body)
    assert sealed is not None
    return decrypt(sealed.group(1), appid=APPID, encoding_aes_key=AES_KEY), sealed.group(1)


def pushes(record):
    return [(push["name"], push["state"], push["attempts"]) for push in record()["wechat"]["pushes"]]


def test_publication_is_announced_signed_and_sealed(wechat, mailbox, advance, record):
    publish_id = wechat.publish()

    advance(1)

    [request] = mailbox.received
    query = query_of(request)
    message, sealed = opened(request)
    stamp = (query["timestamp"], query["nonce"])
    assert query["signature"] == signature(TOKEN, *stamp)
    assert query["msg_signature"] == signature(TOKEN, *stamp, sealed)
    assert query["encrypt_type"] == "aes"
    assert "PUBLISHJOBFINISH" not in request.content.decode()
    article = record()["wechat"]["articles"][0]
    assert f"<publish_id>{publish_id}</publish_id><publish_status>0</publish_status>" in message
    assert f"<article_url><![CDATA[{article['article_url']}]]></article_url>" in message
    assert pushes(record) == [("PUBLISHJOBFINISH", "delivered", 1)]


def test_refused_publication_names_the_articles(wechat, mailbox, advance):
    wechat.publish(title="防汛提示 沙箱状态4")

    advance(1)

    message, _ = opened(mailbox.received[0])
    assert "<publish_status>4</publish_status><fail_idx>1</fail_idx>" in message
    assert "article_id" not in message


def test_mass_send_is_announced_with_its_counts(wechat, mailbox, advance):
    draft = {"media_id": wechat.draft()}
    body = {"filter": {"is_to_all": True}, "msgtype": "mpnews", "mpnews": draft}
    msg_id = wechat.post("message/mass/sendall", body)["msg_id"]

    advance(1)

    message, _ = opened(mailbox.received[0])
    assert (
        f"<MsgID>{msg_id}</MsgID><Status><![CDATA[send success]]></Status><TotalCount>3</TotalCount>"
        in message
    )
    assert "<ArticleIdx>1</ArticleIdx>" in message


def test_plain_mode_sends_the_fields_in_the_open(sandbox, mailbox, advance):
    sandbox.post("/sandbox/accounts", json={"appid": APPID, "mode": "plain"})
    WechatDriver(sandbox).publish()

    advance(1)

    [request] = mailbox.received
    assert "encrypt_type" not in query_of(request)
    assert "<Event><![CDATA[PUBLISHJOBFINISH]]></Event>" in request.content.decode()


def test_compatible_mode_sends_both(sandbox, mailbox, advance):
    sandbox.post("/sandbox/accounts", json={"appid": APPID, "mode": "compat"})
    WechatDriver(sandbox).publish()

    advance(1)

    [request] = mailbox.received
    message, _ = opened(request)
    body = request.content.decode()
    assert "<Event><![CDATA[PUBLISHJOBFINISH]]></Event>" in body
    assert body.startswith(message.removesuffix("</xml>"))


@pytest.mark.parametrize(
    "failure",
    [
        httpx2.ReadTimeout("too slow"),
        httpx2.ConnectError("down"),
        httpx2.Response(500),
        httpx2.Response(200, text="no"),
    ],
)
def test_unanswered_push_is_delivered_three_times_with_fresh_signatures(
    wechat, mailbox, advance, record, failure
):
    mailbox.answers = [failure] * 3
    wechat.publish()

    for _ in range(5):
        advance(5)

    assert pushes(record) == [("PUBLISHJOBFINISH", "given_up", 3)]
    assert len({query_of(request)["nonce"] for request in mailbox.received}) == 3
    assert len({opened(request)[0] for request in mailbox.received}) == 1


def test_second_delivery_can_succeed(wechat, mailbox, advance, record):
    mailbox.answers = [httpx2.Response(502), httpx2.Response(200, text="")]
    wechat.publish()

    advance(5)
    advance(5)

    assert pushes(record) == [("PUBLISHJOBFINISH", "delivered", 2)]


def test_follower_message_arrives_with_a_number_of_its_own(sandbox, mailbox, advance):
    said = {"appid": APPID, "openid": "oDemoUser", "act": "message", "content": "路灯]]>坏了"}
    sandbox.post("/sandbox/wechat/followers", json=said)
    sandbox.post("/sandbox/wechat/followers", json=said)

    advance(0)

    first, second = (opened(request)[0] for request in mailbox.received)
    assert "<Content><![CDATA[路灯]]]]><![CDATA[>坏了]]></Content>" in first
    assert "<MsgId>24000000000000001</MsgId>" in first
    assert "<MsgId>24000000000000002</MsgId>" in second


def test_account_without_a_callback_address_is_pushed_nothing(sandbox, mailbox, advance, record):
    sandbox.post("/sandbox/accounts", json={"appid": APPID, "callback_url": ""})
    WechatDriver(sandbox).publish()

    advance(1)

    assert (mailbox.received, record()["wechat"]["pushes"]) == ([], [])


def test_callback_check_wants_the_echo_back(sandbox, mailbox):
    def check():
        return sandbox.post("/sandbox/wechat/callback-check", json={"appid": APPID}).json()

    assert check()["ok"] is False
    query = query_of(mailbox.received[0])
    assert query["signature"] == signature(TOKEN, query["timestamp"], query["nonce"])

    mailbox.answers = [httpx2.ConnectError("down")]
    assert check() == {"ok": False, "reason": "ConnectError"}


def test_network_self_test_answers_its_documented_form(wechat):
    def check(action, operator="DEFAULT"):
        return wechat.post("callback/check", {"action": action, "check_operator": operator})

    assert set(check("all")) == {"dns", "ping"}
    assert set(check("dns")) == {"dns"}
    assert check("fly")["errcode"] == 40202
    assert check("all", "PIGEON")["errcode"] == 40203
    assert wechat.get("get_api_domain_ip")["ip_list"]
