"""The third front door of channels: messages to one person, their media, and an account's menu.

`http` is for tests and drills; without it the process's own connections are used. Every fault is a
`TalkFault` with a class: only UNKNOWN leaves it open whether something has left.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import filetype

from zhenglian.channels.actions.lines import line_to
from zhenglian.channels.clients.base_talk import (
    Buttons,
    Fetched,
    Sent,
    SentRecord,
    TalkArticle,
    TalkFault,
    TalkMessage,
)
from zhenglian.channels.clients.transport import Http
from zhenglian.channels.talk_text import split_text
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account

__all__ = [
    "Fetched",
    "Http",
    "Sent",
    "SentRecord",
    "TalkArticle",
    "TalkFault",
    "TalkMessage",
    "delete_menu",
    "fetch_media",
    "push_menu",
    "send_message",
    "sent_records",
    "show_typing",
    "shown_menu",
    "split_text",
]


def send_message(
    account: Account, to: str, message: TalkMessage, *, http: Http | None = None, clock: Clock = SYSTEM
) -> Sent:
    """`to` is the openid or uid. One call, never repeated here. Raises `TalkFault`."""
    with line_to(account, http=http, clock=clock) as talk:
        return Sent(clock.now(), talk.send(to, message))


def fetch_media(account: Account, handle: str, *, http: Http | None = None, clock: Clock = SYSTEM) -> Fetched:
    """`handle`: WeChat's media id, Weibo's `tovfid`. At most 10 MiB. Raises `TalkFault`.

    PERMANENT: it is gone (WeChat keeps it three days) or too large.
    """
    with line_to(account, http=http, clock=clock) as talk:
        data = talk.fetch(handle)
    return Fetched(data, str(filetype.guess_mime(data) or ""))


def show_typing(
    account: Account, to: str, *, on: bool, http: Http | None = None, clock: Clock = SYSTEM
) -> None:
    """Where the platform shows it (WeChat, within 30 s of the person's message). Raises `TalkFault`."""
    with line_to(account, http=http, clock=clock) as talk:
        talk.show_typing(to, on=on)


def push_menu(account: Account, buttons: Buttons, *, http: Http | None = None, clock: Clock = SYSTEM) -> None:
    """Replaces the menu. `buttons` in WeChat's form (wechat.md 4.7) everywhere. Raises `TalkFault`."""
    with line_to(account, http=http, clock=clock) as talk:
        talk.push_menu(buttons)


def shown_menu(account: Account, *, http: Http | None = None, clock: Clock = SYSTEM) -> Buttons:
    """What the platform shows now, in the form in which it is pushed; empty without a menu."""
    with line_to(account, http=http, clock=clock) as talk:
        return talk.shown_menu()


def delete_menu(account: Account, *, http: Http | None = None, clock: Clock = SYSTEM) -> None:
    """Also when there is none. Raises `TalkFault`."""
    with line_to(account, http=http, clock=clock) as talk:
        talk.delete_menu()


def sent_records(
    account: Account, since: datetime, until: datetime, *, http: Http | None = None, clock: Clock = SYSTEM
) -> list[SentRecord] | None:
    """Our messages as the platform lists them; None where it keeps no list or lets this account not ask.

    What stands there has been sent. What does not stand there may still have been: it proves nothing.
    """
    with line_to(account, http=http, clock=clock) as talk:
        return talk.records(since, until)
