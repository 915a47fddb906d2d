"""Judges a push from WeChat: time, signature, envelope, addressee. Storing it is the journal's work."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping

from zhenglian.channels.clients.push import (
    UNKNOWN,
    Answer,
    Opened,
    Query,
    UsedNonces,
    check_time,
    kind_of,
    spot_of,
    text_of,
)
from zhenglian.channels.clients.wechat_crypto import Envelope, is_signed, opened, signature_of
from zhenglian.channels.clients.wechat_reply import write_reply
from zhenglian.channels.clients.wechat_xml import Fields, read_envelope, read_xml
from zhenglian.channels.errors import CallbackRejected
from zhenglian.channels.refusals import Refusal

TAKEN = b"success"  # no retry, and the citizen sees nothing (wechat.md 1.4)
MAX_ID = 62  # digits of a MsgId with room to spare; the key has 64 characters
PREFIX_BYTES = 16
QR_PREFIX = "qrscene_"
# Which datum a position has is nowhere documented; practice says so (wechat.md 2.1, 2.2).
DATUM = {"location": "GCJ-02", "location_event": "WGS-84", "location_select": "GCJ-02"}


class WeChatDoor:
    """Built from an account's credentials and kept in memory.

    `message_mode`: with a key set, «safe» (also when absent) takes nothing but envelopes; «compatible» and
    «plain» take messages in clear as well, whose signature covers no body.
    """

    def __init__(self, account_id: int, appid: str, credentials: Mapping[str, str]) -> None:
        self.account_id = account_id
        self._token = credentials.get("token", "").encode()
        self._gh_id = credentials.get("gh_id", "")
        keys = [credentials[name] for name in ("aes_key", "previous_aes_key") if credentials.get(name)]
        self._envelopes = tuple(Envelope(key, appid=appid) for key in keys)
        mode = credentials.get("message_mode") or "safe"
        self._takes_plain = not self._envelopes or mode != "safe"
        self._used = UsedNonces()

    def echo(self, query: Query, now: float) -> str:
        """The echostr of the GET check. Raises `CallbackRejected`."""
        check_time(query.get("timestamp", ""), now)
        self._check_signature(query, query.get("signature", ""))
        return query.get("echostr", "")

    def open(self, query: Query, body: bytes, now: float) -> Opened:
        """Raises `CallbackRejected` for whatever is wrong with it."""
        check_time(query.get("timestamp", ""), now)
        encrypted = read_envelope(body) if self._envelopes else b""
        if encrypted:
            self._check_signature(query, query.get("msg_signature", ""), encrypted)
            message, envelope = opened(encrypted, self._envelopes)
        elif self._takes_plain:
            self._check_signature(query, query.get("signature", ""))
            message, envelope = body, None
        else:
            read_xml(body)  # tells what is broken from what is merely not encrypted
            raise CallbackRejected(Refusal.PLAIN)
        fields = read_xml(message)
        if self._gh_id and fields.get("ToUserName") != self._gh_id:
            raise CallbackRejected(Refusal.ADDRESSEE)
        if envelope is None:
            self._used.claim(query["timestamp"], query.get("nonce", ""), body)
        return _opened(self.account_id, fields, message, envelope)

    def answer(self, opened: Opened, reply: Answer | None, now: float) -> bytes:
        """Encrypted under the key that the push came under; in clear to a push in clear."""
        message = write_reply(opened, reply, now) if reply is not None else None
        if message is None:
            return TAKEN
        if opened.seal is None:
            return message.encode()
        return self._sealed(opened.seal, message.encode(), b"%d" % now)

    def _sealed(self, envelope: Envelope, message: bytes, stamp: bytes) -> bytes:
        chance = os.urandom(PREFIX_BYTES + 4)
        nonce = b"%d" % int.from_bytes(chance[PREFIX_BYTES:], "big")
        encrypted = envelope.seal(message, prefix=chance[:PREFIX_BYTES])
        signature = signature_of(self._token, stamp, nonce, encrypted).encode()
        return (
            b"<xml><Encrypt><![CDATA[%b]]></Encrypt><MsgSignature><![CDATA[%b]]></MsgSignature>"
            b"<TimeStamp>%b</TimeStamp><Nonce><![CDATA[%b]]></Nonce></xml>"
        ) % (encrypted, signature, stamp, nonce)

    def _check_signature(self, query: Query, given: str, *more: bytes) -> None:
        stamp, nonce = query.get("timestamp", "").encode(), query.get("nonce", "").encode()
        if not self._token or not is_signed(given, self._token, stamp, nonce, *more):
            raise CallbackRejected(Refusal.SIGNATURE)


def _opened(account_id: int, fields: Fields, message: bytes, envelope: Envelope | None) -> Opened:
    kind = _kind(fields)
    if kind in DATUM:
        fields["Datum"] = DATUM[kind]
    pressed = text_of(fields, "EventKey") if "EventKey" in fields else ""
    return Opened(
        account_id,
        kind,
        _key(fields, message),
        fields,
        text_of(fields, "FromUserName"),
        text_of(fields, "ToUserName"),
        text_of(fields, "Content") if kind == "text" else "",
        pressed.removeprefix(QR_PREFIX),
        # Location_X is the latitude (wechat.md 2.1)
        spot_of(fields.get("Location_Y"), fields.get("Location_X"), "gcj02") if kind == "location" else None,
        envelope,
    )


def _kind(fields: Fields) -> str:
    """Some pushes have no MsgType (wechat.md 2); they are kept all the same."""
    if "Event" in fields:
        kind = kind_of(fields["Event"])
        return "location_event" if kind == "location" else kind
    return kind_of(fields.get("MsgType") or fields.get("InfoType") or UNKNOWN)


def _key(fields: Fields, message: bytes) -> str:
    number = fields.get("MsgId")
    if isinstance(number, str) and number.isascii() and number.isdigit() and len(number) <= MAX_ID:
        return "m" + number
    return hashlib.sha256(message).hexdigest()
