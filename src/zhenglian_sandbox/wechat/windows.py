"""Who may be written to, how often and until when: the windows that followers open (section 4.5)."""

import sqlite3

from zhenglian_sandbox.accounts import WechatAccount
from zhenglian_sandbox.world import World

from .call import Call
from .errors import WechatRefusal

HOURS = 3600
MINUTE = 60
MESSAGE_WINDOW = (48 * HOURS, 5)
SHORT_WINDOW = (MINUTE, 3)
# What a follower does: (seconds, messages) that it opens. A new trigger refills.
WINDOWS = {
    "message": MESSAGE_WINDOW,
    "image": MESSAGE_WINDOW,
    "voice": MESSAGE_WINDOW,
    "location": MESSAGE_WINDOW,
    "link": MESSAGE_WINDOW,
    "click": SHORT_WINDOW,
    "subscribe": SHORT_WINDOW,
    "scan": SHORT_WINDOW,
    "payment": (48 * HOURS, 1_000_000),
}
MESSAGE_ACTS = tuple(act for act, window in WINDOWS.items() if window is MESSAGE_WINDOW)


def open_window(world: World, account: WechatAccount, openid: str, act: str) -> None:
    """After unsubscribing no window is open; a position or an opened page leaves it as it is."""
    now = world.clock.now()
    where = (account.appid, openid)
    if act == "unsubscribe":
        world.store.run(
            "UPDATE wechat_followers SET subscribed = 0, window_ends_at = 0, remaining = 0"
            " WHERE appid = ? AND openid = ?",
            *where,
        )
        return
    world.store.run("UPDATE wechat_followers SET subscribed = 1 WHERE appid = ? AND openid = ?", *where)
    if act not in WINDOWS:
        return
    seconds, messages = WINDOWS[act]
    world.store.run(
        "UPDATE wechat_followers SET window_ends_at = ?, remaining = ? WHERE appid = ? AND openid = ?",
        *(now + seconds, messages),
        *where,
    )
    if act in MESSAGE_ACTS:
        world.store.run(
            "UPDATE wechat_followers SET last_message_at = ? WHERE appid = ? AND openid = ?", now, *where
        )


def writable_follower(call: Call) -> sqlite3.Row:
    """The one to whom a message may go now: 40003, 48002, 45015, 45047 else. Counts the message."""
    follower = known_follower(call)
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
    return follower


def known_follower(call: Call) -> sqlite3.Row:
    row = call.world.store.one(
        "SELECT * FROM wechat_followers WHERE appid = ? AND openid = ?",
        call.account.appid,
        call.text("touser"),
    )
    if row is None:
        raise WechatRefusal(40003)
    return row
