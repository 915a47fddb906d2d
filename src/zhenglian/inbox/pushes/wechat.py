"""Messages and events of a WeChat account (wechat.md 2.1, 2.2), by the gateway's name for their kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from zhenglian.inbox.enums import Datum, MessageKind, WindowKind
from zhenglian.inbox.pushes.heard import (
    LONGEST_HANDLE,
    Asks,
    Fields,
    Heard,
    fields_of,
    list_of,
    position,
    text_of,
    without_blanks,
)

QR_PREFIX = "qrscene_"
Content = dict[str, Any]  # Any: JSON
MENU_EVENTS = {
    "click",
    "scancode_push",
    "scancode_waitmsg",
    "pic_sysphoto",
    "pic_photo_or_album",
    "pic_weixin",
    "location_select",
}
RULED_EVENTS = {"click", "scan"}  # the kinds for which automatic replies know rules of their own


def heard(kind: str, fields: Fields) -> Heard:
    """One push. What is neither a message nor an event that we know becomes OTHER."""
    if "Event" in fields:
        return _event(kind, fields)
    reader = MESSAGES.get(kind)
    sender, at = text_of(fields, "FromUserName"), _time(fields)
    if reader is None:
        asks = Asks.UNLESS_ANSWERED if sender and text_of(fields, "MsgType") else Asks.NEVER
        window = WindowKind.MESSAGE if asks != Asks.NEVER else WindowKind.NONE
        content = {"type": kind, "fields": dict(fields)}
        return Heard(sender, MessageKind.OTHER, content, at=at, asks=asks, window=window)
    shape, content, handle = reader(fields)
    return Heard(
        sender,
        shape,
        content | _article(fields),
        at=at,
        asks=Asks.UNLESS_ANSWERED,
        window=WindowKind.MESSAGE,
        media=((shape, handle[:LONGEST_HANDLE]),) if handle else (),
    )


Read = tuple[MessageKind, Content, str]


def _text(fields: Fields) -> Read:
    chosen = without_blanks(menu_choice=text_of(fields, "bizmsgmenuid"))
    return MessageKind.TEXT, {"text": text_of(fields, "Content"), **chosen}, ""


def _image(fields: Fields) -> Read:
    return MessageKind.IMAGE, {}, text_of(fields, "MediaId")


def _voice(fields: Fields) -> Read:
    """What the platform recognised, if it did, is found by search like a text."""
    facts = without_blanks(text=text_of(fields, "Recognition"), format=text_of(fields, "Format"))
    return MessageKind.VOICE, facts, text_of(fields, "MediaId")


def _video(fields: Fields) -> Read:
    return MessageKind.VIDEO, {}, text_of(fields, "MediaId")


def _location(fields: Fields) -> Read:
    """Location_X is the latitude (wechat.md 2.1)."""
    place = position(text_of(fields, "Location_X"), text_of(fields, "Location_Y"), Datum.GCJ02)
    facts = without_blanks(label=text_of(fields, "Label"), scale=text_of(fields, "Scale"))
    return MessageKind.LOCATION, place | facts, ""


def _link(fields: Fields) -> Read:
    facts = without_blanks(
        title=text_of(fields, "Title"),
        description=text_of(fields, "Description"),
        url=text_of(fields, "Url"),
    )
    return MessageKind.LINK, facts, ""


def _card(fields: Fields) -> Read:
    facts = without_blanks(
        title=text_of(fields, "Title"), app=text_of(fields, "AppId"), page=text_of(fields, "PagePath")
    )
    return MessageKind.LINK, {"card": True, **facts}, ""


MESSAGES: dict[str, Callable[[Fields], Read]] = {
    "text": _text,
    "image": _image,
    "voice": _voice,
    "video": _video,
    "shortvideo": _video,
    "location": _location,
    "link": _link,
    "miniprogrampage": _card,
}


def _event(kind: str, fields: Fields) -> Heard:
    """Events are shown, and ask for a person only where a rule says so or consent is taken back."""
    sender, at = text_of(fields, "FromUserName"), _time(fields)
    if kind == "user_authorization_revoke":
        content = {"event": kind, **without_blanks(revoked=text_of(fields, "RevokeInfo"))}
        who = text_of(fields, "OpenID") or sender
        return Heard(who, MessageKind.EVENT, content, at=at, asks=Asks.ALWAYS, is_revocation=True)
    facts = EVENTS.get(kind, _plain)(fields)
    return Heard(
        sender,
        MessageKind.EVENT,
        {"event": kind, **facts},
        at=at,
        asks=Asks.IF_RULED if kind in RULED_EVENTS else Asks.NEVER,
        window=_window(kind),
        is_following={"subscribe": True, "unsubscribe": False}.get(kind),
    )


def _window(kind: str) -> WindowKind:
    """What the platform counts from (wechat.md 4.5)."""
    if kind in MENU_EVENTS:
        return WindowKind.CLICK
    return {"subscribe": WindowKind.SUBSCRIBE, "scan": WindowKind.SCAN}.get(kind, WindowKind.NONE)


def _plain(fields: Fields) -> Content:
    """The key of a button or scene, an address, the accounts of a session."""
    key = text_of(fields, "EventKey").removeprefix(QR_PREFIX)
    return without_blanks(
        key=key,
        status=text_of(fields, "Status"),
        menu=text_of(fields, "MenuId"),
        officer=text_of(fields, "KfAccount") or text_of(fields, "ToKfAccount"),
        officer_before=text_of(fields, "FromKfAccount"),
    )


def _position(fields: Fields) -> Content:
    """Sent by itself while the session is open: WGS-84 by practice (wechat.md 2.2)."""
    place = position(text_of(fields, "Latitude"), text_of(fields, "Longitude"), Datum.WGS84)
    return place | without_blanks(precision=text_of(fields, "Precision"))


def _scanned(fields: Fields) -> Content:
    code = fields_of(fields, "ScanCodeInfo")
    facts = without_blanks(scanned=text_of(code, "ScanResult"), scan_type=text_of(code, "ScanType"))
    return _plain(fields) | facts


def _pictures(fields: Fields) -> Content:
    return _plain(fields) | without_blanks(count=text_of(fields_of(fields, "SendPicsInfo"), "Count"))


def _chosen_place(fields: Fields) -> Content:
    place = fields_of(fields, "SendLocationInfo")
    found = position(text_of(place, "Location_X"), text_of(place, "Location_Y"), Datum.GCJ02)
    names = without_blanks(label=text_of(place, "Label"), poi=text_of(place, "Poiname"))
    return _plain(fields) | found | names


def _notices(fields: Fields) -> Content:
    """Accepted, refused and sent notices: `List` is single or repeated (wechat.md 2.2)."""
    for name in ("SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent", "SubscribeMsgSentEvent"):
        rows = list_of(fields_of(fields, name).get("List"))
        if rows:
            return {"notices": [_notice(row) for row in rows]}
    return {}


def _notice(row: Fields) -> dict[str, str]:
    return without_blanks(
        template=text_of(row, "TemplateId"),
        status=text_of(row, "SubscribeStatusString") or text_of(row, "ErrorStatus"),
        code=text_of(row, "ErrorCode"),
    )


EVENTS: dict[str, Callable[[Fields], Content]] = {
    "location_event": _position,
    "scancode_push": _scanned,
    "scancode_waitmsg": _scanned,
    "pic_sysphoto": _pictures,
    "pic_photo_or_album": _pictures,
    "pic_weixin": _pictures,
    "location_select": _chosen_place,
    "subscribe_msg_popup_event": _notices,
    "subscribe_msg_change_event": _notices,
    "subscribe_msg_sent_event": _notices,
}


def _article(fields: Fields) -> Content:
    """The article from which the citizen wrote, where the platform says so."""
    return without_blanks(article=text_of(fields, "MsgDataId"), article_part=text_of(fields, "Idx"))


def _time(fields: Fields) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(text_of(fields, "CreateTime")), UTC)
    except (ValueError, OverflowError, OSError):
        return None
