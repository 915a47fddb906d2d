"""Judges a push of Weibo's fan service (weibo.md 5): JSON, whose signature covers no body."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NoReturn

from zhenglian.channels.clients.push import (
    Answer,
    Fields,
    Opened,
    Query,
    UsedNonces,
    check_time,
    kind_of,
    spot_of,
)
from zhenglian.channels.clients.wechat_crypto import is_signed
from zhenglian.channels.clients.weibo_reply import write_reply
from zhenglian.channels.errors import CallbackRejected
from zhenglian.channels.refusals import Refusal

TAKEN = b""  # acknowledged, no reply (weibo.md 5.2)
MAX_ID = 20
# Weibo's words for what WeChat calls otherwise; the rest keeps its name.
KINDS = {
    "position": "location",
    "event.follow": "subscribe",
    "event.scan_follow": "subscribe",  # as WeChat: who follows by a code sends one event
    "event.unfollow": "unsubscribe",
    "event.subscribe": "subscription",  # to news by keyword: another thing than following
    "event.unsubscribe": "unsubscription",
    "event.scan": "scan",
    "event.click": "click",
    "event.view": "view",
}


class WeiboDoor:
    """The key of the signature is the app secret; `uid` is the account's own."""

    def __init__(self, account_id: int, uid: str, credentials: Mapping[str, str]) -> None:
        self.account_id = account_id
        self._uid = uid
        self._secret = credentials.get("app_secret", "").encode()
        self._used = UsedNonces()

    def echo(self, query: Query, now: float) -> str:
        """The echostr of the GET check. Raises `CallbackRejected`."""
        self._check(query, now)
        return query.get("echostr", "")

    def open(self, query: Query, body: bytes, now: float) -> Opened:
        """Raises `CallbackRejected` for whatever is wrong with it."""
        self._check(query, now)
        fields = read_json(body)
        sender, recipient = id_of(fields, "sender_id"), id_of(fields, "receiver_id")
        if recipient != self._uid:
            raise CallbackRejected(Refusal.ADDRESSEE)
        self._used.claim(query["timestamp"], query.get("nonce", ""), body)
        return _opened(self.account_id, fields, sender, recipient)

    def answer(self, opened: Opened, reply: Answer | None, now: float) -> bytes:  # noqa: ARG002  Door's shape
        message = write_reply(opened, reply) if reply is not None else None
        return TAKEN if message is None else message

    def _check(self, query: Query, now: float) -> None:
        stamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        check_time(stamp, now)
        words = (self._secret, stamp.encode(), nonce.encode())
        if not self._secret or not is_signed(query.get("signature", ""), *words):
            raise CallbackRejected(Refusal.SIGNATURE)


def read_json(body: bytes) -> Fields:
    """One JSON object that can be written again as it was. Raises `CallbackRejected`."""
    try:
        value = json.loads(body, parse_constant=_refuse)
        json.dumps(
            value, ensure_ascii=False
        ).encode()  # halves of surrogate pairs fail here, not in the store
    except (ValueError, RecursionError) as reason:
        raise CallbackRejected(Refusal.BROKEN) from reason
    if not isinstance(value, dict):
        raise CallbackRejected(Refusal.BROKEN)
    return value


def id_of(fields: Fields, name: str) -> str:
    """Weibo writes ids as numbers or as texts."""
    value = str(fields.get(name, ""))
    if not (value.isascii() and value.isdigit() and len(value) <= MAX_ID):
        raise CallbackRejected(Refusal.BROKEN)
    return value


def _opened(account_id: int, fields: Fields, sender: str, recipient: str) -> Opened:
    data = fields.get("data")
    data = data if isinstance(data, dict) else {}
    kind = _kind(fields, data)
    if kind == "location":
        fields["datum"] = "GCJ-02"  # unstated by Weibo; what Chinese maps use (weibo.md 5.2)
    text, pressed = fields.get("text"), data.get("key")
    return Opened(
        account_id,
        kind,
        _key(fields),
        fields,
        sender,
        recipient,
        text if kind == "text" and isinstance(text, str) else "",
        pressed if isinstance(pressed, str) else "",
        spot_of(data.get("longitude"), data.get("latitude"), "gcj02") if kind == "location" else None,
    )


def _kind(fields: Fields, data: Fields) -> str:
    kind = kind_of(fields.get("type"))
    if kind in {"event", "mention"}:
        kind = kind_of(f"{kind}.{data.get('subtype', '')}".rstrip("."))
    return KINDS.get(kind, kind)


def _key(fields: Fields) -> str:
    """No id comes with a push, and two may come in one second: the whole message counts (weibo.md 5.2)."""
    names = ("sender_id", "created_at", "type", "text", "data")
    facts: list[Any] = [fields.get(name) for name in names]  # Any: whatever JSON can carry
    canonical = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _refuse(_word: str) -> NoReturn:
    raise ValueError("not a number")
