"""What a client is handed: the account with its tokens and its meter, the sealed payload, its pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

from zhenglian.channels.payloads import Payload


class Tokens(Protocol):
    """The account's access token, shared by all processes; only one of them renews it at a time."""

    def current(self) -> str: ...

    def renewed(self, seen: str) -> str:
        """A token other than `seen`, which the platform refused."""
        ...


class Meter(Protocol):
    """Counts calls of one account before they are made, so that a quota is never found out by a refusal."""

    def spend(self, call: str) -> None:
        """`call` is the platform's own name of an interface. Raises `PlatformFault` of class QUOTA."""
        ...


class Unmetered:
    """For platforms without quotas: ours, and those that people post to by hand."""

    def spend(self, call: str) -> None:
        """Nothing is counted."""


@dataclass(frozen=True, slots=True)
class FreshToken:
    value: str
    lifetime: timedelta


@dataclass(frozen=True, slots=True)
class Sender:
    """The account as its client sees it. `release` is one of accounts.enums.WeChatRelease."""

    handle: str
    name: str
    api_base: str
    homepage: str
    release: str
    credentials: Mapping[str, str] = field(repr=False)
    tokens: Tokens = field(repr=False)
    meter: Meter = field(repr=False, default=Unmetered())


@dataclass(frozen=True, slots=True)
class Picture:
    sha256: str
    mime: str
    data: bytes = field(repr=False)

    @property
    def filename(self) -> str:
        """Platforms refuse a part without an extension (wechat.md 4.1)."""
        return f"{self.sha256[:16]}.{self.mime.removeprefix('image/').replace('jpeg', 'jpg')}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on the platform and is to be taken back: its id and address there, and how it got there.

    `facts` are the progress of the delivery that brought it; `because` is told to readers where possible.
    """

    delivery_id: int
    platform_id: str
    url: str
    because: str
    facts: Mapping[str, Any] = field(default_factory=dict)  # Any: JSON


@dataclass(frozen=True, slots=True)
class Parcel:
    """One sealed payload for one account. `known_ids`: what the platform called our other posts.

    `standing` is set for a withdrawal only: then the payload is what was published, not what is to leave.
    """

    delivery_id: int
    client_id: str
    digest: str
    payload: Payload
    sender: Sender
    picture: Callable[[str], Picture]
    known_ids: frozenset[str] = frozenset()
    standing: Standing | None = None
