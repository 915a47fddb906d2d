"""The people who hold the phones: followers of a WeChat account, fans who write to a Weibo account."""

import sqlite3
from dataclasses import dataclass

from .accounts import WechatAccount, WeiboAccount
from .wechat.inbound import Deed, follower_acts
from .wechat.inbound import add_follower as add_wechat_follower
from .weibo.fans import FanDeed, add_fan, fan_acts
from .world import World

OFFERED = 50
NAME_CHARACTERS = 20
OPENID_LETTERS, UID_DIGITS = 27, 9


@dataclass(frozen=True)
class Someone:
    """One person in front of a phone. `key` is the openid or uid; `is_typing`: the account is writing."""

    key: str
    name: str
    follows: bool
    is_typing: bool = False


def wechat_people(world: World, account: WechatAccount, chosen: str) -> list[Someone]:
    """Who can be chosen: the named ones first, then the oldest; always the chosen one."""
    rows = world.store.all(
        "SELECT * FROM wechat_followers WHERE appid = ? ORDER BY openid != ?, name = '', rowid LIMIT ?",
        account.appid,
        chosen,
        OFFERED,
    )
    now = world.clock.now()
    return [
        Someone(row["openid"], _wechat_name(row), bool(row["subscribed"]), row["typing_until"] > now)
        for row in rows
    ]


def weibo_people(world: World, account: WeiboAccount, chosen: str) -> list[Someone]:
    rows = world.store.all(
        "SELECT * FROM weibo_fans WHERE uid = ? ORDER BY fan != ?, rowid LIMIT ?",
        account.uid,
        chosen,
        OFFERED,
    )
    return [Someone(row["fan"], row["name"] or f"网友{row['fan']}", bool(row["following"])) for row in rows]


def new_follower(world: World, account: WechatAccount, name: str) -> str:
    """Somebody with a name who follows the account from now on; answers the openid."""
    openid = f"o{world.letters(OPENID_LETTERS)}"
    add_wechat_follower(world, account, openid, _checked_name(name))
    follower_acts(world, account, Deed(openid, "subscribe"))
    return openid


def new_fan(world: World, account: WeiboAccount, name: str) -> str:
    """Somebody with a name who follows the account from now on; answers the uid."""
    fan = f"5{world.digits(UID_DIGITS)}"
    add_fan(world, account, fan, _checked_name(name))
    fan_acts(world, account, FanDeed(fan, "follow"))
    return fan


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= NAME_CHARACTERS:
        raise ValueError(f"a name has 1 to {NAME_CHARACTERS} characters")
    return name


def _wechat_name(row: sqlite3.Row) -> str:
    if row["name"]:
        return str(row["name"])
    number = row["openid"][-19:].lstrip("0")
    return f"粉丝{number}" if number.isdigit() else f"粉丝…{row['openid'][-6:]}"
