from __future__ import annotations

import random

import pytest

from tests.sandbox.driving import AES_KEY, APPID
from zhenglian_sandbox.wechat.crypto import decrypt, encrypt, random_prefix, signature

MESSAGE = (
    "<xml><ToUserName><![CDATA[gh_demo]]></ToUserName><FromUserName><![CDATA[oDemoUser]]></FromUserName>"
    "<CreateTime>1760000000</CreateTime><MsgType><![CDATA[text]]></MsgType>"
    "<Content><![CDATA[路灯坏了]]></Content><MsgId>24000000000000001</MsgId></xml>"
)
SEALED = (
    "4j/AuRx71kQlxVlzbpsMWOORb/3MdhxQvKXgXa8R77BKCeUOgLsy2pNdlBwd9ZuMzoaIb+9Q8aN2MB27pJrVxNyoS+LSp2/OeX1B"
    "/bC5MpahypfXyZ1T7RLUsr9fAeM5kiRFgGpU/Cyo00OJTmIth3ynbMieF/8/mkou+74DSWjOkzOb6lBxF6VzUguDNZ+7MLpaNW1G"
    "afnD1FINcvtbOve2g2tCpTEpPeoAzP9DYVhmNfPQDwZ4Tw43HMl4PlLcGA1iPuKNyGAf7wqtK0ipSbzwYMZE9kE2UsssRUamtQ1r"
    "W2H+Bcs9QBFOGn4Wg1kQMbT25sTLwnftyaxx2m/ZtZC3hBFd4hV8mFv3LnGNXk++wTAfLggbThH59v/nSHDmx/fWlNFau1f7mxCU"
    "ojjgh1lgTaHD/ml25+N6+r18Z0w="
)


def test_signature_matches_the_reference_vectors():
    assert signature("gov-demo-token", "1760000000", "882211") == "f6c790c975b2b4e692ffbd784d6d1972276f255d"
    assert signature("AAAAA", "1714036504", "1514711492") == "f464b24fc39322e44b38aa78f5edd27bd1441696"
    signed = signature("gov-demo-token", "1760000000", "882211", SEALED)
    assert signed == "2035defefaa94287c7443ca6e413659a7e6697ec"


def test_encryption_matches_the_reference_vector():
    sealed = encrypt(MESSAGE, appid=APPID, encoding_aes_key=AES_KEY, prefix=b"0123456789abcdef")

    assert sealed == SEALED


@pytest.mark.parametrize("key", [AES_KEY, AES_KEY[:-1] + "9"])
def test_trailing_bits_of_the_key_do_not_matter(key):
    assert decrypt(SEALED, appid=APPID, encoding_aes_key=key) == MESSAGE


@pytest.mark.parametrize("length", range(40))
def test_every_length_survives_the_padding(length):
    prefix = random_prefix(random.Random(length))
    sealed = encrypt("x" * length, appid=APPID, encoding_aes_key=AES_KEY, prefix=prefix)

    assert decrypt(sealed, appid=APPID, encoding_aes_key=AES_KEY) == "x" * length


def test_message_for_another_account_is_not_opened():
    with pytest.raises(ValueError, match="another account"):
        decrypt(SEALED, appid="wx-other", encoding_aes_key=AES_KEY)
