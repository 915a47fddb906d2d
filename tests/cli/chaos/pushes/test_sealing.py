"""What the platform of a run sends is what WeChat sends: wechatpy opens it, and the product's door does."""

from __future__ import annotations

import time
from urllib.parse import parse_qsl, urlsplit

import pytest
from wechatpy.crypto import WeChatCrypto

from zhenglian.channels.clients.wechat_push import WeChatDoor
from zhenglian.cli.chaos.listeners import keys_of
from zhenglian.cli.chaos.pushes.plan import FIRST_MSG_ID, citizen_of, text_of
from zhenglian.cli.chaos.pushes.sealing import Sealer, signature

SHEET = {"id": 7, "appid": "wx0123456789abcdef", **keys_of(3)}


@pytest.fixture
def sealer():
    return Sealer(SHEET)


@pytest.fixture
def delivered(sealer):
    target, body = sealer.delivery(sealer.message(12, 1_760_000_000))
    address = urlsplit(target)
    return address.path, dict(parse_qsl(address.query)), body


def test_signature_is_the_documents():
    assert signature("gov-demo-token", "1760000000", "882211") == "f6c790c975b2b4e692ffbd784d6d1972276f255d"


def test_wechatpy_opens_what_is_sent(delivered):
    path, query, body = delivered
    crypto = WeChatCrypto(SHEET["token"], SHEET["aes_key"], SHEET["appid"])

    message = crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])

    assert path == "/callbacks/wechat/7"
    assert f"<Content><![CDATA[{text_of(12)}]]></Content>" in message


def test_door_opens_what_is_sent(delivered):
    _, query, body = delivered

    opened = WeChatDoor(7, SHEET["appid"], SHEET).open(query, body, time.time())

    assert (opened.key, opened.sender, opened.text) == (f"m{FIRST_MSG_ID + 12}", citizen_of(12), text_of(12))


def test_second_delivery_differs_from_the_first(sealer):
    message = sealer.message(12, 1_760_000_000)

    assert sealer.delivery(message) != sealer.delivery(message)
