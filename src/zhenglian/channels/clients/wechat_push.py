"""Judges a push from WeChat: signature, time, envelope, addressee. Pure; storing it is in `actions`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from zhenglian.channels.clients.wechat_crypto import EnvelopeRefused, is_signed, opened
from zhenglian.channels.clients.wechat_xml import Fields, XmlRefused, read_xml
from zhenglian.channels.errors import CallbackRejected
from zhenglian.kernel.digests import sha256_hex

WINDOW = timedelta(seconds=300)


@dataclass(frozen=True, slots=True)
class Push:
    """`key` is the SHA-256 of the message itself: the same for every redelivery."""

    kind: str  # the event's name or the message's type, in lower case
    key: str
    fields: Fields


def checked_echo(query: Mapping[str, str], credentials: Mapping[str, str], now: datetime) -> str:
    """The echostr of the GET check. Raises `CallbackRejected`."""
    _check_time(query, now)
    _check_signature(query, credentials, "signature")
    return query.get("echostr", "")


def checked_push(
    query: Mapping[str, str], body: bytes, credentials: Mapping[str, str], *, appid: str, now: datetime
) -> Push:
    """The push in clear. Raises `CallbackRejected` for whatever is wrong with it.

    With an EncodingAESKey set, a body without envelope is refused: the plain signature covers no body.
    """
    _check_time(query, now)
    try:
        fields = read_xml(body)
        if credentials.get("aes_key"):
            body = _opened_body(query, fields, credentials, appid)
            fields = read_xml(body)
        else:
            _check_signature(query, credentials, "signature")
    except (XmlRefused, EnvelopeRefused) as reason:
        raise CallbackRejected from reason
    if credentials.get("gh_id") and fields.get("ToUserName") != credentials["gh_id"]:
        raise CallbackRejected
    return Push(_kind(fields), sha256_hex(body), fields)


def _opened_body(
    query: Mapping[str, str], fields: Fields, credentials: Mapping[str, str], appid: str
) -> bytes:
    """Compatible mode sends the fields in clear beside the envelope; only the envelope counts."""
    encrypted = fields.get("Encrypt")
    if not isinstance(encrypted, str) or not encrypted:
        raise CallbackRejected
    _check_signature(query, credentials, "msg_signature", encrypted)
    keys = [credentials[name] for name in ("aes_key", "previous_aes_key") if credentials.get(name)]
    return opened(encrypted, keys, appid=appid)


def _check_signature(query: Mapping[str, str], credentials: Mapping[str, str], name: str, *more: str) -> None:
    token = credentials.get("token", "")
    words = (token, query.get("timestamp", ""), query.get("nonce", ""), *more)
    if not token or not is_signed(query.get(name, ""), *words):
        raise CallbackRejected


def _check_time(query: Mapping[str, str], now: datetime) -> None:
    stamp = query.get("timestamp", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):  # noqa: PLR2004
        raise CallbackRejected
    if abs(now.timestamp() - int(stamp)) > WINDOW.total_seconds():
        raise CallbackRejected


def _kind(fields: Fields) -> str:
    """Some pushes have no MsgType (wechat.md 2); they are kept all the same."""
    words = [fields.get("Event"), fields.get("MsgType"), fields.get("InfoType"), "unknown"]
    return next(word for word in words if isinstance(word, str) and word).lower()[:40]
