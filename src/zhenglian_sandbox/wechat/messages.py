"""Customer-service messages and the windows in which they may be sent (section 4.5)."""

import json
import sqlite3

from zhenglian_sandbox.accounts import WechatAccount
from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.world import World

from .call import Call
from .callbacks import queue_push
from .errors import WechatRefusal
from .xml import Content

HOURS = 3600
MINUTE = 60
# What a follower does: (seconds, messages) that it opens. A new trigger refills.
WINDOWS = {
    "message": (48 * HOURS, 5),
    "click": (MINUTE, 3),
    "subscribe": (MINUTE, 3),
    "scan": (MINUTE, 3),
    "payment": (48 * HOURS, 1_000_000),
}
MESSAGE_TYPES = frozenset({
    "text", "image", "voice", "video", "music", "news", "mpnews", "mpnewsarticle", "msgmenu",
    "wxcard", "miniprogrampage", "link",
})  # fmt: skip
TYPING_SECONDS = 15
TYPING_WINDOW = 30
FIRST_MESSAGE_ID = 24_000_000_000_000_000


def send_message(call: Call) -> Json:
    """message/custom/send."""
    msgtype = call.text("msgtype")
    payload = call.body.get(msgtype)
    if msgtype not in MESSAGE_TYPES or not isinstance(payload, dict):
        raise WechatRefusal(40008)
    follower = _follower(call)
    if follower["blocked"]:
        raise WechatRefusal(48002)
    if not follower["subscribed"] or follower["window_ends_at"] <= call.world.clock.now():
        raise WechatRefusal(45015)
    if follower["remaining"] <= 0:
        raise WechatRefusal(45047)
    call.world.store.run(
        "UPDATE wechat_followers SET remaining = remaining - 1, typing_until = 0"
        " WHERE appid = ? AND openid = ?",
        call.account.appid,
        follower["openid"],
    )
    call.world.store.insert(
        "wechat_messages",
        appid=call.account.appid,
        openid=follower["openid"],
        how="custom",
        msgtype=msgtype,
        payload=json.dumps(payload, ensure_ascii=False),
        sent_at=call.world.clock.now(),
    )
    return {"errcode": 0, "errmsg": "ok"}


def show_typing(call: Call) -> Json:
    """message/custom/typing: only shortly after the follower wrote."""
    command, now = call.text("command"), call.world.clock.now()
    if command not in ("Typing", "CancelTyping"):
        raise WechatRefusal(45072)
    follower = _follower(call)
    if now - follower["last_message_at"] > TYPING_WINDOW:
        raise WechatRefusal(45080)
    if command == "Typing" and follower["typing_until"] > now:
        raise WechatRefusal(45081)
    call.world.store.run(
        "UPDATE wechat_followers SET typing_until = ? WHERE appid = ? AND openid = ?",
        now + TYPING_SECONDS if command == "Typing" else 0,
        call.account.appid,
        follower["openid"],
    )
    return {"errcode": 0, "errmsg": "ok"}


def follower_acts(world: World, account: WechatAccount, *, openid: str, act: str, content: str) -> None:
    """What a person does in the app: opens a window and is pushed to the account's server.

    `act`: message, click, scan, subscribe or unsubscribe; `content` the text or the event key.
    """
    if act not in ("message", "click", "scan", "subscribe", "unsubscribe"):
        raise ValueError(f"a follower cannot {act}")
    now = world.clock.now()
    world.store.run(
        "INSERT INTO wechat_followers (appid, openid, subscribed, subscribed_at)"
        " VALUES (?, ?, 1, ?) ON CONFLICT DO NOTHING",
        account.appid,
        openid,
        now,
    )
    seconds, messages = WINDOWS.get(act, (0, 0))
    world.store.run(
        "UPDATE wechat_followers SET subscribed = ?, window_ends_at = ?, remaining = ?,"
        " last_message_at = CASE WHEN ? = 'message' THEN ? ELSE last_message_at END"
        " WHERE appid = ? AND openid = ?",
        int(act != "unsubscribe"),
        now + seconds,
        messages,
        act,
        now,
        account.appid,
        openid,
    )
    fields = _inbound_fields(world, act, content)
    queue_push(world, account, openid=openid, name=act, fields=fields)


def _inbound_fields(world: World, act: str, content: str) -> list[tuple[str, Content]]:
    if act == "message":
        number = int(world.store.setting("last_message_id", str(FIRST_MESSAGE_ID))) + 1
        world.store.set_setting("last_message_id", str(number))
        return [("MsgType", "text"), ("Content", content), ("MsgId", number)]
    event = {"click": "CLICK", "scan": "SCAN"}.get(act, act)
    return [("MsgType", "event"), ("Event", event), ("EventKey", content)]


def _follower(call: Call) -> sqlite3.Row:
    row = call.world.store.one(
        "SELECT * FROM wechat_followers WHERE appid = ? AND openid = ?",
        call.account.appid,
        call.text("touser"),
    )
    if row is None:
        raise WechatRefusal(40003)
    return row
