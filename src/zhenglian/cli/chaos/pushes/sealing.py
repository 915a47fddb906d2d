"""WeChat's side of safe mode: seals a message and signs its delivery (wechat.md 1.2 and 1.3).

Written for itself, from the document: the product's own cipher is what it is held against.
"""

from __future__ import annotations

import base64
import hashlib
import os
import time
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from zhenglian.cli.chaos.pushes.plan import ACCOUNTS, FIRST_MSG_ID, citizen_of, text_of

BLOCK = 32
INNER = (
    "<xml><ToUserName><![CDATA[{to}]]></ToUserName><FromUserName><![CDATA[{sender}]]></FromUserName>"
    "<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
    "<Content><![CDATA[{text}]]></Content><MsgId>{id}</MsgId></xml>"
)
OUTER = "<xml><ToUserName><![CDATA[{to}]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"


class Sealer:
    """One account as the platform knows it: `id`, `appid`, `gh_id`, `token`, `aes_key`."""

    def __init__(self, sheet: dict[str, Any]) -> None:  # Any: text and one number
        key = base64.b64decode(sheet["aes_key"] + "=")
        self.cipher = Cipher(algorithms.AES(key), modes.CBC(key[:16]))
        self.account_id, self.appid = int(sheet["id"]), str(sheet["appid"])
        self.gh_id, self.token = str(sheet["gh_id"]), str(sheet["token"])

    @property
    def path(self) -> str:
        return f"/callbacks/wechat/{self.account_id}"

    def delivery(self, message: str) -> tuple[str, bytes]:
        """Address with query, and body: a new timestamp, nonce and random head each time."""
        return self.signed(self.encrypted(self.envelope(message.encode())))

    def signed(self, sealed: str) -> tuple[str, bytes]:
        """Address with query, and body, around what is sealed."""
        stamp, nonce = str(int(time.time())), str(int.from_bytes(os.urandom(4), "big"))
        query = {
            "signature": signature(self.token, stamp, nonce),
            "timestamp": stamp,
            "nonce": nonce,
            "encrypt_type": "aes",
            "msg_signature": signature(self.token, stamp, nonce, sealed),
        }
        return f"{self.path}?{urlencode(query)}", OUTER.format(to=self.gh_id, sealed=sealed).encode()

    def message(self, number: int, at: int) -> str:
        """`at`: when the citizen wrote it; the same in every delivery."""
        return INNER.format(
            to=self.gh_id, sender=citizen_of(number), at=at, text=text_of(number), id=FIRST_MSG_ID + number
        )

    def envelope(self, message: bytes) -> bytes:
        """In clear: random head, length, message, AppID, padding to 32 bytes."""
        clear = os.urandom(16) + len(message).to_bytes(4, "big") + message + self.appid.encode()
        pad = BLOCK - len(clear) % BLOCK
        return clear + bytes([pad]) * pad

    def encrypted(self, envelope: bytes) -> str:
        encryptor = self.cipher.encryptor()
        return base64.b64encode(encryptor.update(envelope) + encryptor.finalize()).decode()


def signature(*words: str) -> str:
    return hashlib.sha1("".join(sorted(words)).encode(), usedforsecurity=False).hexdigest()


def sealer_of(number: int, sealers: list[Sealer]) -> Sealer:
    """A citizen writes to one account only."""
    return sealers[number % ACCOUNTS]
