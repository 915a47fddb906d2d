"""What a follower does in the app: it opens a window, stands in the chat and is pushed to the server.

Messages and events of section 2; positions that people send are GCJ-02, those of LOCATION WGS-84.
"""

from collections.abc import Callable
from dataclasses import dataclass

from zhenglian_sandbox.accounts import WechatAccount
from zhenglian_sandbox.chat import PERSON, WECHAT, add_line, add_notice
from zhenglian_sandbox.images import SAMPLE_PICTURE, SAMPLE_SOUND, file_kind
from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.world import World

from .callbacks import queue_push
from .materials import TEMPORARY_SECONDS
from .windows import open_window
from .xml import Content

Parts = list[tuple[str, Content]]
FIRST_MESSAGE_ID = 24_000_000_000_000_000
PICTURE_BYTES = 10 * 1024 * 1024
TEXT_CHARACTERS = 5000
MESSAGES = ("message", "image", "voice", "location", "link")
EVENTS = ("click", "view", "scan", "subscribe", "unsubscribe", "position")
ACTS = (*MESSAGES, *EVENTS)
NOTICES = {
    "subscribe": "已关注该公众号",
    "unsubscribe": "已取消关注，收不到该公众号的消息了",
    "click": "点了菜单",
    "view": "从菜单打开了网页",
    "scan": "扫了公众号的二维码",
    "position": "上报了所在位置（WGS-84）",
}


@dataclass(frozen=True)
class Deed:
    """One act. `content`: the text, event key, address, label of a place or title of a link.

    `file` are the bytes of a picture or recording; without them one of the sandbox's own is sent.
    `base_url` is where the sandbox is reached, for PicUrl. Positions are decimal degrees.
    """

    openid: str
    act: str
    content: str = ""
    shown: str = ""
    file: bytes = b""
    base_url: str = ""
    latitude: float = 0.0
    longitude: float = 0.0


def follower_acts(world: World, account: WechatAccount, deed: Deed) -> None:
    """Carry out a deed. ValueError when nobody could do it."""
    if deed.act not in ACTS:
        raise ValueError(f"a follower cannot {deed.act}; acts are {', '.join(ACTS)}")
    add_follower(world, account, deed.openid)
    if deed.act in MESSAGES:
        kind, fields, content = WRITERS[deed.act](world, account, deed)
        line = add_line(
            world, WECHAT, account.appid, deed.openid, side=PERSON, how="typed", kind=kind, content=content
        )
        number = _next_message_id(world)
        fields = [("MsgType", kind), *fields, ("MsgId", number)]
    else:
        kind, fields = deed.act, _event_fields(deed)
        line = _event_notice(world, account, deed)
    open_window(world, account, deed.openid, deed.act)
    queue_push(world, account, openid=deed.openid, name=kind, fields=fields, line=line)


def add_follower(world: World, account: WechatAccount, openid: str, name: str = "") -> None:
    """Somebody who follows from now on, unless they are known already."""
    world.store.run(
        "INSERT INTO wechat_followers (appid, openid, subscribed, subscribed_at, name)"
        " VALUES (?, ?, 1, ?, ?) ON CONFLICT DO NOTHING",
        account.appid,
        openid,
        world.clock.now(),
        name,
    )


def _write_text(_world: World, _account: WechatAccount, deed: Deed) -> tuple[str, Parts, Json]:
    if not deed.content.strip() or len(deed.content) > TEXT_CHARACTERS:
        raise ValueError(f"a text has 1 to {TEXT_CHARACTERS} characters")
    return "text", [("Content", deed.content)], {"content": deed.content}


def _write_image(world: World, account: WechatAccount, deed: Deed) -> tuple[str, Parts, Json]:
    media_id = _keep_file(world, account, deed, ("jpg", "png", "gif", "bmp"))
    picture = f"{deed.base_url}/mmbiz/{media_id}"
    return "image", [("PicUrl", picture), ("MediaId", media_id)], {"media_id": media_id}


def _write_voice(world: World, account: WechatAccount, deed: Deed) -> tuple[str, Parts, Json]:
    media_id = _keep_file(world, account, deed, ("amr",))
    return "voice", [("MediaId", media_id), ("Format", "amr")], {"media_id": media_id}


def _write_location(_world: World, _account: WechatAccount, deed: Deed) -> tuple[str, Parts, Json]:
    _check_position(deed)
    fields: Parts = [
        ("Location_X", f"{deed.latitude:.6f}"),
        ("Location_Y", f"{deed.longitude:.6f}"),
        ("Scale", 15),
        ("Label", deed.content),
    ]
    shown = {"latitude": deed.latitude, "longitude": deed.longitude, "label": deed.content}
    return "location", fields, shown


def _write_link(_world: World, _account: WechatAccount, deed: Deed) -> tuple[str, Parts, Json]:
    """Title and address, divided by a line break."""
    title, _, url = deed.content.partition("\n")
    fields: Parts = [("Title", title), ("Description", ""), ("Url", url.strip())]
    return "link", fields, {"title": title, "url": url.strip()}


WRITERS: dict[str, Callable[[World, WechatAccount, Deed], tuple[str, Parts, Json]]] = {
    "message": _write_text,
    "image": _write_image,
    "voice": _write_voice,
    "location": _write_location,
    "link": _write_link,
}


def _event_fields(deed: Deed) -> Parts:
    if deed.act == "position":
        _check_position(deed)
        return [
            ("MsgType", "event"),
            ("Event", "LOCATION"),
            ("Latitude", f"{deed.latitude:.6f}"),
            ("Longitude", f"{deed.longitude:.6f}"),
            ("Precision", "65.000000"),
        ]
    event = deed.act if deed.act in ("subscribe", "unsubscribe") else deed.act.upper()
    fields: Parts = [("MsgType", "event"), ("Event", event), ("EventKey", deed.content)]
    if deed.act == "scan":
        fields.append(("Ticket", f"sandbox-{deed.content}"))
    return fields


def _event_notice(world: World, account: WechatAccount, deed: Deed) -> int:
    text = NOTICES[deed.act]
    if deed.shown:
        text = f"{text}“{deed.shown}”"
    more = {"url": deed.content} if deed.act == "view" else {}
    return add_notice(world, WECHAT, account.appid, deed.openid, text, **more)


def _check_position(deed: Deed) -> None:
    if not (-90 <= deed.latitude <= 90 and -180 <= deed.longitude <= 180):  # noqa: PLR2004  the globe
        raise ValueError("latitude goes from -90 to 90, longitude from -180 to 180")


def _keep_file(world: World, account: WechatAccount, deed: Deed, kinds: tuple[str, ...]) -> str:
    """Like a temporary medium, but sent by a follower: it lives for three days."""
    content = deed.file or (SAMPLE_SOUND if deed.act == "voice" else SAMPLE_PICTURE)
    recognised = file_kind(content)
    if recognised is None or recognised[0] not in kinds or len(content) > PICTURE_BYTES:
        raise ValueError(f"the file must be {' or '.join(kinds)}, at most 10 MB")
    media_id = f"{world.letters(22)}_{world.letters(42)}"
    now = world.clock.now()
    world.store.insert(
        "wechat_media",
        id=media_id,
        appid=account.appid,
        shelf="received",
        type="voice" if deed.act == "voice" else "image",
        filename=f"file.{recognised[0]}",
        content_type=recognised[1],
        sha256=world.store.save_bytes(content),
        size=len(content),
        url=f"{deed.base_url}/mmbiz/{media_id}",
        description="{}",
        created_at=now,
        expires_at=now + TEMPORARY_SECONDS,
    )
    return media_id


def _next_message_id(world: World) -> int:
    number = int(world.store.setting("last_message_id", str(FIRST_MESSAGE_ID))) + 1
    world.store.set_setting("last_message_id", str(number))
    return number
