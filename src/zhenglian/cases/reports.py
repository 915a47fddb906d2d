"""What a citizen sends, whatever the door: one frozen value that `open_case` takes. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from zhenglian.cases.enums import ReportSource

MOST_WORDS = 5000
TITLE_SIGNS = 60
MOST_PHOTOS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where, as far as it is known. `lon`, `lat` in degrees of `datum` ("wgs84", "gcj02", "bd09").

    `county_code`: chosen by the person themselves (the way without any map), 6 digits; `words`: an address.
    """

    lon: float | None = None
    lat: float | None = None
    datum: str = "wgs84"
    accuracy_m: float | None = None
    words: str = ""
    county_code: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """What the citizen told us about themselves; all of it may be empty."""

    name: str = ""
    phone: str = ""
    mail: str = ""

    @property
    def said(self) -> dict[str, str]:
        """Only what was said."""
        named = {"name": self.name, "phone": self.phone, "mail": self.mail}
        return {key: value.strip()[:120] for key, value in named.items() if value.strip()}


@dataclass(frozen=True, slots=True)
class Report:
    """`received_at`: when the citizen wrote (UTC), also when it reached us later; None: now.

    `origin_key` (at most 120 signs): the same report sent again becomes no second case. `about`: ids of units
    that it complains about. `photos`: files as they came, at most six. `class_key` of `clocks`.
    """

    text: str = field(repr=False)
    title: str = field(default="", repr=False)
    place: Place = field(default=Place(), repr=False)
    contact: Contact = field(default=Contact(), repr=False)
    source: str = ReportSource.WEB
    class_key: str = "complaint"
    category_key: str = ""
    is_anonymous: bool = True
    is_public: bool = False
    received_at: datetime | None = None
    origin_key: str | None = None
    about: frozenset[int] = frozenset()
    photos: tuple[bytes, ...] = field(default=(), repr=False)
    matter_id: int | None = None
