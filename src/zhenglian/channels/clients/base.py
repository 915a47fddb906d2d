"""The interface behind which every platform stands, and the values that cross it.

A client speaks one platform's protocol and maps its codes to ours. It knows no table and no clock
of its own: what must survive a crash goes through `Progress`, which is durable when `note` returns.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Literal, Protocol

from zhenglian.channels.clients.capabilities import Capabilities
from zhenglian.channels.clients.handed import (
    FreshToken,
    Meter,
    Parcel,
    Picture,
    Sender,
    Standing,
    Tokens,
    Unmetered,
)
from zhenglian.channels.clients.transport import Http
from zhenglian.channels.enums import FailureClass
from zhenglian.kernel.clock import Clock
from zhenglian.kernel.errors import ZhenglianError

__all__ = [
    "IN_FLIGHT",
    "OPEN_FAILURES",
    "Channel",
    "Doors",
    "Exchange",
    "Found",
    "FreshToken",
    "Meter",
    "NotFound",
    "Parcel",
    "Picture",
    "PlatformFault",
    "Progress",
    "Receipt",
    "RenderingDiffers",
    "Search",
    "Sender",
    "Standing",
    "Tokens",
    "Unclear",
    "Unmetered",
    "WebStore",
]

IN_FLIGHT = "in_flight"
OPEN_FAILURES = (FailureClass.UNKNOWN, FailureClass.DUPLICATE)  # the post may be there


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call to a platform, as the attempt log shows it. `outcome`: ok, refused, no_answer, unclear."""

    step: str
    outcome: str
    code: str = ""
    message: str = ""


class PlatformFault(ZhenglianError):
    """The platform said no, or nothing. `failure` says what to do, `reason` is a key in `reasons.py`.

    `wait`: not before this long. `window`: a quota that is new at the next «hour», «day», «month» in Beijing.
    """

    def __init__(
        self,
        failure: FailureClass,
        reason: str,
        *,
        code: str = "",
        text: str = "",
        wait: timedelta | None = None,
        window: Literal["", "hour", "day", "month"] = "",
    ) -> None:
        super().__init__(f"{failure} {code} {text}".strip())
        self.failure, self.reason, self.code, self.text = failure, reason, code, text
        self.wait, self.window = wait, window
        self.params: dict[str, str] = {"code": code, "message": text}


class RenderingDiffers(ZhenglianError):
    """What would leave, turned back, is not what was sealed. Nothing has been sent."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """`published`: readers can see it. `accepted`: the platform took it, its result comes later.

    `withdrawn`: readers can no longer see it. `by_hand`: a person must do the rest; `reason` is a key in
    `reasons`, which tells them what.
    """

    state: Literal["accepted", "published", "withdrawn", "by_hand"]
    platform_id: str = ""
    url: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of a send was unknown, and the platform shows it."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class NotFound:
    """It may be sent again: it is not there, or (`is_safe`) the platform itself knows a repetition.

    `resends`: how often in all such an answer is trusted for one row; afterwards a person looks.
    """

    is_safe: bool = False
    resends: int = 1


@dataclass(frozen=True, slots=True)
class Unclear:
    """Look again later, or (`ask_person`) never by machine. `reason` is a key in `reasons.py`."""

    reason: str = "no_clear_answer"
    ask_person: bool = False


Search = Found | NotFound | Unclear


class Progress(Protocol):
    """What the platform already holds of this delivery. Facts are plain JSON values."""

    def get(self, key: str) -> Any:  # Any: JSON
        ...

    def note(self, **facts: Any) -> None:  # Any: JSON
        """Durable when it returns; None forgets a fact. Raises `LeaseLost` when overtaken."""
        ...

    def log(self, exchange: Exchange) -> None: ...


class WebStore(Protocol):
    """Where the website's copies lie: the one platform that is ours."""

    def put(self, *, url: str, digest: str, delivery_id: int) -> bool:
        """False when a newer delivery already stands there."""
        ...

    def digest_at(self, url: str) -> str:
        """Empty when nothing stands there, or what stood there was taken off."""
        ...

    def take_off(self, *, url: str, delivery_id: int, because: str) -> bool:
        """Leaves a tombstone with the reason. False when another delivery's copy stands there."""
        ...


@dataclass(frozen=True, slots=True)
class Doors:
    """What a client may use of the outside world; tests pass their own."""

    http: Http
    clock: Clock
    web: WebStore


class Channel(ABC):
    """One platform. `check_plan` and `find_plan` are times after the send; then a person is asked."""

    capabilities: ClassVar[Capabilities]
    check_plan: ClassVar[tuple[timedelta, ...]] = ()
    find_plan: ClassVar[tuple[timedelta, ...]] = ()

    def __init__(self, doors: Doors) -> None:
        self.http, self.clock, self.web = doors.http, doors.clock, doors.web

    @abstractmethod
    def send(self, parcel: Parcel, progress: Progress) -> Receipt:
        """Goes on from where `progress` stands. Raises `PlatformFault`, `RenderingDiffers`."""

    @abstractmethod
    def check(self, parcel: Parcel, progress: Progress) -> Receipt | None:
        """The result of an accepted send; None while it is pending. Raises `PlatformFault`."""

    @abstractmethod
    def find(self, parcel: Parcel, progress: Progress) -> Search:
        """Whether a send without a clear answer has arrived. Sends nothing. Raises `PlatformFault`."""

    def can_withdraw(self, sender: Sender) -> bool:  # noqa: ARG002  most platforms treat all accounts alike
        """Whether `withdraw` works by machine for this account; else a person does it by hand."""
        return self.capabilities.can_delete

    def withdraw(self, parcel: Parcel, progress: Progress) -> Receipt:  # noqa: ARG002  nobody to ask
        """Takes back what `parcel.standing` names; `withdrawn` also when it is gone already.

        Doing it twice is harmless. `take_off` before the call, as for a send. Raises `PlatformFault`.
        """
        return Receipt("by_hand", reason="withdraw_by_hand")

    def find_withdrawal(self, parcel: Parcel, progress: Progress) -> Search:  # noqa: ARG002
        """Whether a withdrawal without a clear answer has happened. Changes nothing."""
        return NotFound(is_safe=True)

    def presume(self, progress: Progress) -> Receipt | None:  # noqa: ARG002  the default presumes nothing
        """What holds when all checks of an accepted send are used up; None: a person must look."""
        return None

    def take_off(self, progress: Progress, step: str) -> None:
        """To be called right before a call that cannot be taken back (ADR 5)."""
        progress.note(**{IN_FLIGHT: {"step": step, "at": self.clock.now().isoformat()}})

    def land(self, progress: Progress, fault: PlatformFault) -> None:
        """After a refusal that is certain, nothing is in the air any more."""
        if fault.failure not in OPEN_FAILURES:
            progress.note(**{IN_FLIGHT: None})

    @staticmethod
    def sent_at(progress: Progress) -> datetime | None:
        flight = progress.get(IN_FLIGHT)
        return datetime.fromisoformat(flight["at"]) if flight else None
