"""What both phones show: whose they are, which account is open, what was brought out and what was said."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from .accounts import (
    WechatAccount,
    WeiboAccount,
    wechat_account,
    wechat_accounts,
    weibo_account,
    weibo_accounts,
)
from .chat import WECHAT, WEIBO
from .conversation import Line, chat
from .payloads import Json
from .people import Someone, wechat_people, weibo_people
from .timeline import Card, Post, wechat_cards, weibo_timeline
from .world import World

POSTS, MESSAGES = "posts", "messages"


@dataclass(frozen=True)
class Chosen:
    """What the address says: the accounts, the persons, and what the Weibo phone shows."""

    wechat: str = ""
    me: str = ""
    weibo: str = ""
    fan: str = ""
    pane: str = ""

    def address(self, anchor: str = "", **changes: str) -> str:
        """The page with these choices, some of them changed."""
        asked = {name: value for name, value in (vars(self) | changes).items() if value}
        query = f"?{urlencode(asked)}" if asked else ""
        return f"/{query}{anchor and '#' + anchor}"


@dataclass(frozen=True)
class Button:
    """One place of a menu; `path` names it in a form: 0, or 0.2 below it."""

    path: str
    name: str
    kind: str
    target: str
    below: tuple["Button", ...] = ()


@dataclass(frozen=True)
class WechatPhone:
    """`stream`: articles and what was said, oldest first."""

    account: WechatAccount | None
    choices: list[WechatAccount]
    person: Someone | None
    people: list[Someone]
    stream: list[Card | Line]
    menu: tuple[Button, ...]


@dataclass(frozen=True)
class WeiboPhone:
    account: WeiboAccount | None
    choices: list[WeiboAccount]
    person: Someone | None
    people: list[Someone]
    posts: list[Post]
    lines: list[Line]
    menu: tuple[Button, ...]
    shows_messages: bool


@dataclass(frozen=True)
class Phones:
    chosen: Chosen
    wechat: WechatPhone
    weibo: WeiboPhone


def phones(world: World, chosen: Chosen) -> Phones:
    """The chosen accounts and persons, or the first of each."""
    wechat = wechat_phone(world, chosen)
    weibo = weibo_phone(world, chosen)
    complete = Chosen(
        wechat=wechat.account.appid if wechat.account else "",
        me=wechat.person.key if wechat.person else "",
        weibo=weibo.account.uid if weibo.account else "",
        fan=weibo.person.key if weibo.person else "",
        pane=MESSAGES if weibo.shows_messages else "",
    )
    return Phones(complete, wechat, weibo)


def wechat_phone(world: World, chosen: Chosen) -> WechatPhone:
    choices = wechat_accounts(world)
    account = wechat_account(world, chosen.wechat) or next(iter(choices), None)
    if account is None:
        return WechatPhone(None, choices, None, [], [], ())
    people = wechat_people(world, account, chosen.me)
    person = next(iter(people), None)
    lines = chat(world, WECHAT, account.appid, person.key) if person else []
    cards = wechat_cards(world, account)
    stream: list[Card | Line] = [*cards, *lines]
    stream.sort(key=lambda one: one.at)
    return WechatPhone(account, choices, person, people, stream, wechat_menu(world, account))


def weibo_phone(world: World, chosen: Chosen) -> WeiboPhone:
    choices = weibo_accounts(world)
    account = weibo_account(world, chosen.weibo) or next(iter(choices), None)
    if account is None:
        return WeiboPhone(None, choices, None, [], [], [], (), shows_messages=False)
    people = weibo_people(world, account, chosen.fan)
    person = next(iter(people), None)
    return WeiboPhone(
        account,
        choices,
        person,
        people,
        posts=weibo_timeline(world, account),
        lines=chat(world, WEIBO, account.uid, person.key) if person else [],
        menu=weibo_menu(world, account),
        shows_messages=chosen.pane == MESSAGES,
    )


def wechat_menu(world: World, account: WechatAccount) -> tuple[Button, ...]:
    row = world.store.one("SELECT body FROM wechat_menus WHERE appid = ?", account.appid)
    return _buttons(json.loads(row["body"])) if row else ()


def weibo_menu(world: World, account: WeiboAccount) -> tuple[Button, ...]:
    row = world.store.one("SELECT body FROM weibo_menus WHERE uid = ?", account.uid)
    return _buttons(json.loads(row["body"])) if row else ()


def pressed(menu: tuple[Button, ...], path: str) -> Button | None:
    """The button that can be pressed at this path."""
    leaves = [leaf for button in menu for leaf in (button.below or (button,))]
    return next((leaf for leaf in leaves if leaf.path == path), None)


def _buttons(listed: list[Json], before: str = "") -> tuple[Button, ...]:
    return tuple(
        Button(
            path=f"{before}{order}",
            name=str(one["name"]),
            kind=str(one.get("type", "")),
            target=str(one.get("key") or one.get("url") or one.get("media_id") or ""),
            below=_buttons(one.get("sub_button") or [], f"{before}{order}."),
        )
        for order, one in enumerate(listed)
    )
