"""Messages and events of Weibo's fan service (weibo.md 5.2), by the gateway's name for their kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from zhenglian.inbox.enums import Datum, MessageKind, WindowKind
from zhenglian.inbox.pushes.heard import (
    LONGEST_HANDLE,
    Asks,
    Fields,
    Heard,
    fields_of,
    position,
    text_of,
    without_blanks,
)

TIME = "%a %b %d %H:%M:%S %z %Y"  # Mon Jul 16 18:09:20 +0800 2012
WINDOWS = {
    "subscribe": WindowKind.SUBSCRIBE,
    "subscription": WindowKind.SUBSCRIBE,
    "scan": WindowKind.SCAN,
    "click": WindowKind.CLICK,
}
EVENTS = {*WINDOWS, "unsubscribe", "unsubscription", "view"}
RULED_EVENTS = {"click", "scan"}


def heard(kind: str, fields: Fields) -> Heard:
    """One push. What is neither a message nor an event that we know becomes OTHER."""
    if kind in EVENTS or kind.startswith("event"):
        return _event(kind, fields)
    sender, at = text_of(fields, "sender_id"), _time(fields)
    if kind.startswith("mention"):
        data = fields_of(fields, "data")
        said = {"text": text_of(fields, "text"), "mention": without_blanks(post=text_of(data, "key"))}
        asks, window = Asks.UNLESS_ANSWERED, WindowKind.MENTION
        return Heard(sender, MessageKind.TEXT, said, at=at, asks=asks, window=window)
    shape, content, handle = MESSAGES.get(kind, _other)(fields)
    if shape == MessageKind.OTHER:
        content = {"type": kind, "fields": dict(fields)}
    return Heard(
        sender,
        shape,
        content,
        at=at,
        asks=Asks.UNLESS_ANSWERED,
        window=WindowKind.MESSAGE,
        media=((shape, handle[:LONGEST_HANDLE]),) if handle else (),
    )


Read = tuple[MessageKind, dict[str, object], str]


def _text(fields: Fields) -> Read:
    return MessageKind.TEXT, {"text": text_of(fields, "text")}, ""


def _image(fields: Fields) -> Read:
    """`tovfid` is the file as the receiver may read it."""
    return MessageKind.IMAGE, {}, text_of(fields_of(fields, "data"), "tovfid")


def _voice(fields: Fields) -> Read:
    return MessageKind.VOICE, {}, text_of(fields_of(fields, "data"), "tovfid")


def _location(fields: Fields) -> Read:
    data = fields_of(fields, "data")
    place = position(text_of(data, "latitude"), text_of(data, "longitude"), Datum.GCJ02)
    return MessageKind.LOCATION, place | without_blanks(label=text_of(fields, "text")), ""


def _other(_fields: Fields) -> Read:
    return MessageKind.OTHER, {}, ""


MESSAGES: dict[str, Callable[[Fields], Read]] = {
    "text": _text,
    "image": _image,
    "voice": _voice,
    "location": _location,
}


def _event(kind: str, fields: Fields) -> Heard:
    data = fields_of(fields, "data")
    facts = without_blanks(key=text_of(data, "key"), said=text_of(fields, "text"))
    return Heard(
        text_of(fields, "sender_id"),
        MessageKind.EVENT,
        {"event": kind, **facts},
        at=_time(fields),
        asks=Asks.IF_RULED if kind in RULED_EVENTS else Asks.NEVER,
        window=WINDOWS.get(kind, WindowKind.NONE),
        is_following={"subscribe": True, "unsubscribe": False}.get(kind),
    )


def _time(fields: Fields) -> datetime | None:
    try:
        return datetime.strptime(text_of(fields, "created_at"), TIME).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
