"""What people do with an account's direct messages: windows, the chat, and the push of section 5.2.

Positions are GCJ-02. The first `fid` of a picture is the sender's, the second the receiver's.
"""

import sqlite3
from dataclasses import dataclass

from zhenglian_sandbox.accounts import WeiboAccount
from zhenglian_sandbox.chat import PERSON, WEIBO, add_line, add_notice
from zhenglian_sandbox.images import SAMPLE_PICTURE, SAMPLE_SOUND, file_kind
from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.world import World

from .pushes import queue_push

WINDOW_SECONDS = 48 * 3600
ONE_REPLY = 1
FIRST_FID = 2_000_000_001
PICTURE_BYTES = 10 * 1024 * 1024
TEXT_CHARACTERS = 10_000
MESSAGES = ("text", "position", "image", "voice")
MENTIONS = ("mention_status", "mention_comment")
# Event: what the text of the push says, and what the chat shows.
EVENTS = {
    "follow": ("关注事件消息", "已关注"),
    "unfollow": ("取消关注事件消息", "已取消关注"),
    "subscribe": ("订阅事件消息", "已订阅"),
    "unsubscribe": ("取消订阅事件消息", "已退订"),
    "scan": ("扫描二维码", "扫了二维码"),
    "scan_follow": ("扫描二维码", "扫二维码并关注"),
    "click": ("自定义菜单事件", "点了菜单"),
    "view": ("自定义菜单事件", "从菜单打开了网页"),
}
OPENING = (*MESSAGES, "follow", "subscribe", "scan", "scan_follow", "click")
FOLLOWING = ("follow", "subscribe", "scan_follow")
ACTS = (*MESSAGES, *EVENTS, *MENTIONS)


@dataclass(frozen=True)
class FanDeed:
    """One act. `content`: the text, event key, address or the id of what mentions the account.

    `shown` is a menu button's name; without `file` the sandbox's own picture or recording is sent.
    """

    fan: str
    act: str
    content: str = ""
    shown: str = ""
    file: bytes = b""
    latitude: float = 0.0
    longitude: float = 0.0


def fan_acts(world: World, account: WeiboAccount, deed: FanDeed) -> None:
    """Carry out a deed. ValueError when nobody could do it."""
    if deed.act not in ACTS:
        raise ValueError(f"nobody can {deed.act}; acts are {', '.join(ACTS)}")
    if not deed.fan.isdigit():
        raise ValueError("a fan is a number (uid)")
    add_fan(world, account, deed.fan)
    kind, text, data = _said(world, account, deed)
    if deed.act in EVENTS:
        shown = EVENTS[deed.act][1] + (f"“{deed.shown}”" if deed.shown else "")
        more = {"url": deed.content} if deed.act == "view" else {}
        line = add_notice(world, WEIBO, account.uid, deed.fan, shown, **more)
    else:
        content = {"text": text, **data}
        line = add_line(
            world, WEIBO, account.uid, deed.fan, side=PERSON, how="typed", kind=kind, content=content
        )
    _open_window(world, account, deed)
    queue_push(world, account, fan=deed.fan, kind=kind, text=text, data=data, line=line)


def add_fan(world: World, account: WeiboAccount, fan: str, name: str = "") -> None:
    world.store.run(
        "INSERT INTO weibo_fans (uid, fan, name, following, remaining) VALUES (?, ?, ?, 0, 0)"
        " ON CONFLICT DO NOTHING",
        account.uid,
        fan,
        name,
    )


def known_fan(world: World, account: WeiboAccount, fan: str) -> sqlite3.Row | None:
    return world.store.one("SELECT * FROM weibo_fans WHERE uid = ? AND fan = ?", account.uid, fan)


def _said(world: World, account: WeiboAccount, deed: FanDeed) -> tuple[str, str, Json]:
    """Type, text and data of the push."""
    if deed.act == "text":
        if not deed.content.strip() or len(deed.content) > TEXT_CHARACTERS:
            raise ValueError(f"a text has 1 to {TEXT_CHARACTERS} characters")
        return "text", deed.content, {}
    if deed.act == "position":
        if not (-90 <= deed.latitude <= 90 and -180 <= deed.longitude <= 180):  # noqa: PLR2004  the globe
            raise ValueError("latitude goes from -90 to 90, longitude from -180 to 180")
        where = {"longitude": f"{deed.longitude:.6f}", "latitude": f"{deed.latitude:.6f}"}
        return "position", deed.content or "发送了一个位置", where
    if deed.act in ("image", "voice"):
        text = "发了一张图片" if deed.act == "image" else "发了一个语音消息"
        return deed.act, text, _keep_file(world, account, deed)
    if deed.act in MENTIONS:
        subtype = deed.act.removeprefix("mention_")
        return "mention", deed.shown, {"subtype": subtype, "key": deed.content or world.digits(16)}
    return _event(deed)


def _event(deed: FanDeed) -> tuple[str, str, Json]:
    data: Json = {"subtype": deed.act}
    text = EVENTS[deed.act][0]
    if deed.act in ("subscribe", "unsubscribe"):
        text = deed.content or text
    elif deed.content:
        data["key"] = deed.content
    if deed.act in ("scan", "scan_follow"):
        data["ticket"] = f"sandbox-{deed.content}"
    return "event", text, data


def _open_window(world: World, account: WeiboAccount, deed: FanDeed) -> None:
    """48 hours without a limit, one reply for a mention, none after unfollowing."""
    until = world.clock.now() + WINDOW_SECONDS
    where = (account.uid, deed.fan)
    if deed.act == "unfollow":
        sql = "UPDATE weibo_fans SET following = 0, window_ends_at = 0 WHERE uid = ? AND fan = ?"
        world.store.run(sql, *where)
    elif deed.act in OPENING:
        world.store.run(
            "UPDATE weibo_fans SET window_ends_at = ?, remaining = NULL, following = max(following, ?)"
            " WHERE uid = ? AND fan = ?",
            *(until, int(deed.act in FOLLOWING)),
            *where,
        )
    elif deed.act in MENTIONS:
        world.store.run(
            "UPDATE weibo_fans SET window_ends_at = ?, remaining = ? WHERE uid = ? AND fan = ?"
            " AND NOT (remaining IS NULL AND window_ends_at > ?)",
            *(until, ONE_REPLY),
            *where,
            world.clock.now(),
        )


def _keep_file(world: World, account: WeiboAccount, deed: FanDeed) -> Json:
    content = deed.file or (SAMPLE_SOUND if deed.act == "voice" else SAMPLE_PICTURE)
    recognised = file_kind(content)
    kinds = ("amr",) if deed.act == "voice" else ("jpg", "png", "gif")
    if recognised is None or recognised[0] not in kinds or len(content) > PICTURE_BYTES:
        raise ValueError(f"the file must be {' or '.join(kinds)}, at most 10 MB")
    sender = FIRST_FID + 2 * world.store.count("SELECT count(*) FROM weibo_files")
    world.store.insert(
        "weibo_files",
        fid=str(sender + 1),
        uid=account.uid,
        kind=deed.act,
        content_type=recognised[1],
        sha256=world.store.save_bytes(content),
        created_at=world.clock.now(),
    )
    return {"vfid": sender, "tovfid": sender + 1}
