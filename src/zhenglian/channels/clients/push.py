"""What a judged push is, whichever platform sent it; and the checks that both platforms share. Pure."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple, Protocol
from urllib.parse import parse_qsl

from zhenglian.channels.errors import CallbackRejected
from zhenglian.channels.refusals import Refusal

WINDOW_S = 300
MAX_FIELDS = 16
MAX_QUERY = 2048
MILLISECONDS_FROM = 10**11  # Weibo's timestamps are in milliseconds (weibo.md 5.1)
REMEMBERED = 4096  # used (timestamp, nonce) of one account
KIND = re.compile(r"[a-z][a-z0-9_.]{0,39}")
UNKNOWN = "unknown"

Fields = dict[str, Any]  # Any: whatever the platform's XML or JSON can carry
Query = dict[str, str]


class Article(Protocol):
    """One entry of a reply with articles."""

    @property
    def title(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def picture(self) -> str: ...
    @property
    def url(self) -> str: ...


class Answer(Protocol):
    """What an account answers at once: `kind` is text, image, news, transfer or none."""

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def media_id(self) -> str: ...
    @property
    def articles(self) -> Sequence[Article]: ...


class Spot(NamedTuple):
    """Degrees; `datum` as `places` calls it."""

    lon: float
    lat: float
    datum: str


@dataclass(slots=True)
class Opened:
    """A push that is believed.

    `kind`: the message's type or the event's name in WeChat's words, lower case, whichever platform it is
    from; the event LOCATION is `location_event`. `key`: the same for every redelivery. `text` is what was
    typed, `pressed` the key of the menu button or the scene that was scanned, `spot` the place of a location.
    """

    account_id: int
    kind: str
    key: str
    fields: Fields
    sender: str
    recipient: str
    text: str = ""
    pressed: str = ""
    spot: Spot | None = None
    seal: Any = None  # Any: the platform's own means to close the answer


class Door(Protocol):
    """One account's address for pushes. Both raise `CallbackRejected`."""

    account_id: int

    def echo(self, query: Query, now: float) -> str: ...

    def open(self, query: Query, body: bytes, now: float) -> Opened: ...

    def answer(self, opened: Opened, reply: Answer | None, now: float) -> bytes:
        """The body of the answer: the reply, or the platform's word for «taken»."""


def spot_of(lon: object, lat: object, datum: str) -> Spot | None:
    """None for what is no place on earth."""
    try:
        east, north = float(str(lon)), float(str(lat))
    except ValueError:
        return None
    is_place = isfinite(east) and isfinite(north) and abs(east) <= 180 and abs(north) <= 90  # noqa: PLR2004
    return Spot(east, north, datum) if is_place else None


def read_query(text: str) -> Query:
    """The parameters; a plain split where nothing is escaped. Raises `CallbackRejected`."""
    if len(text) > MAX_QUERY:
        raise CallbackRejected(Refusal.QUERY)
    try:
        if "%" in text or "+" in text:
            return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS))
        return dict([pair.split("=", 1) for pair in text.split("&")])
    except ValueError as reason:
        raise CallbackRejected(Refusal.QUERY) from reason


def check_time(stamp: str, now: float) -> None:
    """Raises `CallbackRejected` when the timestamp is not within five minutes of our clock."""
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 13):  # noqa: PLR2004
        raise CallbackRejected(Refusal.QUERY)
    at = int(stamp)
    if at > MILLISECONDS_FROM:
        at //= 1000
    if not -WINDOW_S <= now - at <= WINDOW_S:
        raise CallbackRejected(Refusal.TIME)


def kind_of(word: object) -> str:
    lowered = word.lower() if isinstance(word, str) else ""
    return lowered if KIND.fullmatch(lowered) else UNKNOWN


def text_of(fields: Fields, name: str) -> str:
    """An element's text; "" when it is missing or holds other elements."""
    value = fields.get(name, "")
    return value if isinstance(value, str) else ""


class UsedNonces:
    """Where the signature covers no body, one (timestamp, nonce) serves one body only.

    Bounded; kept in each process by itself, so it makes replays hard, and safe mode makes them impossible.
    """

    def __init__(self) -> None:
        self._bodies: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    def claim(self, stamp: str, nonce: str, body: bytes) -> None:
        """Raises `CallbackRejected` when another body came under the pair; the same one may come again."""
        digest = hashlib.sha256(body).digest()
        if self._bodies.setdefault((stamp, nonce), digest) != digest:
            raise CallbackRejected(Refusal.REPLAY)
        if len(self._bodies) > REMEMBERED:
            self._bodies.popitem(last=False)
