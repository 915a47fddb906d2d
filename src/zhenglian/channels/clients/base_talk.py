"""What is said to one person and comes back, as values; each platform speaks it in `<platform>_talk`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from zhenglian.channels.clients.handed import Sender
from zhenglian.channels.clients.transport import Http
from zhenglian.channels.enums import TalkFailure
from zhenglian.kernel.errors import ZhenglianError

Json = dict[str, Any]  # Any: JSON
Buttons = list[
    Json
]  # WeChat's form on every platform: {type, name, key | url …} or {name, sub_button: [...]}
MEDIA_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TalkArticle:
    """One linked card; `picture` and `url` are addresses that the platform can open."""

    title: str
    description: str
    picture: str
    url: str


@dataclass(frozen=True, slots=True)
class TalkMessage:
    """One message. A text is at most `talk.split_text` long; `media_id` is the platform's own."""

    kind: Literal["text", "image", "news"] = "text"
    text: str = field(default="", repr=False)
    media_id: str = ""
    articles: tuple[TalkArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """The platform took it. `id` is empty where it names none."""

    at: datetime
    id: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A citizen's file as it came, neither checked nor stripped. `mime` by its first bytes; may be empty."""

    data: bytes = field(repr=False)
    mime: str


@dataclass(frozen=True, slots=True)
class SentRecord:
    """One message of ours in the platform's own list."""

    to: str = field(repr=False)
    text: str = field(repr=False)
    at: datetime


class TalkFault(ZhenglianError):
    """`kind` says what to do, `code` is the platform's. `wait`: not before so long; None: as you like.

    `text` is the platform's own, for logs and officers; it never holds what was said.
    """

    def __init__(
        self,
        kind: TalkFailure,
        reason: str,
        *,
        code: str = "",
        text: str = "",
        wait: timedelta | None = None,
    ) -> None:
        super().__init__(f"{kind} {code} {text}".strip())
        self.kind, self.reason, self.code, self.text, self.wait = kind, reason, code, text, wait


class Talk(ABC):
    """One account's talk with one person after the other. All raise `PlatformFault` or `TalkFault`."""

    def __init__(self, http: Http, sender: Sender) -> None:
        self.http, self.sender = http, sender

    @abstractmethod
    def send(self, to: str, message: TalkMessage) -> str:
        """Returns the platform's id of it, if there is one. Not to be repeated after an unclear answer."""

    @abstractmethod
    def fetch(self, handle: str) -> bytes:
        """At most MEDIA_BYTES."""

    @abstractmethod
    def push_menu(self, buttons: Buttons) -> None: ...

    @abstractmethod
    def shown_menu(self) -> Buttons:
        """Empty when none is set."""

    @abstractmethod
    def delete_menu(self) -> None: ...

    def show_typing(self, to: str, *, on: bool) -> None:  # noqa: B027  most platforms show nothing
        """For some seconds."""

    def records(self, since: datetime, until: datetime) -> list[SentRecord] | None:  # noqa: ARG002
        """What was sent in that time; None where the platform keeps no list."""
        return None


def too_large() -> TalkFault:
    return TalkFault(TalkFailure.PERMANENT, "media_too_large", text=f"more than {MEDIA_BYTES} bytes")
