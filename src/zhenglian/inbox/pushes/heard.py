"""The value that a push becomes, whichever platform sent it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from zhenglian.inbox.enums import MessageKind, WindowKind

Fields = Mapping[str, Any]  # Any: text, nested fields, or lists of both
LONGEST_HANDLE = 200
POLE, DATE_LINE = 90, 180  # degrees


class Asks(Enum):
    """When a person must look at it."""

    ALWAYS = "always"
    UNLESS_ANSWERED = "unless answered"  # a rule answered and says that this was all
    IF_RULED = "if ruled"  # a click or scan whose rule hands over to a person
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Heard:
    """`sender` is the openid or uid, "" when the push names none. `at`: when it was said, None if unclear.

    `media` is (kind, the platform's handle). `is_following` None: as before. `content` is what a Message
    keeps: text; latitude, longitude, datum, label; title, url; event and its facts.
    """

    sender: str
    kind: MessageKind
    content: dict[str, Any] = field(default_factory=dict)  # Any: JSON
    at: datetime | None = None
    asks: Asks = Asks.NEVER
    window: WindowKind = WindowKind.NONE
    media: tuple[tuple[MessageKind, str], ...] = ()
    is_following: bool | None = None
    is_revocation: bool = False

    @property
    def spot(self) -> tuple[float, float, str] | None:
        """Longitude, latitude and datum of a location message, as `places` calls the datum."""
        if self.kind != MessageKind.LOCATION or "datum" not in self.content:
            return None
        said = self.content
        return float(said["longitude"]), float(said["latitude"]), str(said["datum"])


def unread(kind: str) -> Heard:
    """For a push that our reader failed on: shown as «other», from nobody; the push itself stays stored."""
    return Heard("", MessageKind.OTHER, {"type": kind})


def text_of(fields: Fields, name: str) -> str:
    """A field's text; "" when it is missing or holds something else. Without NUL, which no text needs."""
    value = fields.get(name, "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.replace("\x00", "").strip() if isinstance(value, str) else ""


def fields_of(fields: Fields, name: str) -> Fields:
    """The part of that name; {} where the push has something else there, or nothing."""
    value = fields.get(name)
    return value if isinstance(value, Mapping) else {}


def list_of(value: object) -> list[Fields]:
    """A single element or a repeated one (wechat.md 2.2: both occur)."""
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, Mapping)]


def position(latitude: str, longitude: str, datum: str) -> dict[str, Any]:  # Any: JSON
    """As it came, never converted; {} when it is no position on earth."""
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return {}
    if not (abs(north) <= POLE and abs(east) <= DATE_LINE):
        return {}
    return {"latitude": latitude, "longitude": longitude, "datum": datum}


def without_blanks(**facts: str) -> dict[str, str]:
    """Only what was told."""
    return {name: value for name, value in facts.items() if value}
