"""What a call says, read once: blanks trimmed, moments, numbers, attributes in all three spellings."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.clock import BEIJING
from zhenglian.open311 import errors

# `attribute[CODE]` and `attribute[CODE][]`, once or repeated; encoded brackets are decoded before.
ATTRIBUTE = re.compile(r"attribute\[([^\[\]]{1,120})\](?:\[\])?")
# The offset's plus arrives as a blank where a client did not encode it.
MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]{1,9})?(Z|z|[+\- ][0-9]{2}:?[0-9]{2})?)?"
)
FIRST_YEAR, LAST_YEAR = 1970, 2200
LONGEST_LIST = 1000
Lists = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Names to values in the order they came; the body's come before the address's. `files` as they came."""

    values: Lists = field(repr=False)
    files: tuple[bytes, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, *sources: Lists, files: Iterable[bytes] = ()) -> Asked:
        values: dict[str, list[str]] = {}
        for source in sources:
            for name, said in source.items():
                values.setdefault(unquote(name).replace("\x00", ""), []).extend(_clean(each) for each in said)
        return cls(values, tuple(files))

    def text(self, name: str) -> str:
        """The first value that is not empty: an empty argument is none."""
        return next((value for value in self.values.get(name, ()) if value), "")

    def needed(self, name: str) -> str:
        """Raises ParameterMissing."""
        found = self.text(name)
        if not found:
            raise errors.ParameterMissing(name)
        return found

    def several(self, name: str) -> list[str]:
        """A comma list, or a repeated parameter. Raises ParameterInvalid beyond 1000 parts."""
        found = [part.strip() for value in self.values.get(name, ()) for part in value.split(",")]
        if len(found) > LONGEST_LIST:
            raise errors.ParameterInvalid(name, _("at most 1000 values."))
        return [part for part in found if part]

    def repeated(self, name: str) -> list[str]:
        return [value for value in self.values.get(name, ()) if value]

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "1", "yes"}

    def whole(self, name: str, default: int, *, most: int) -> int:
        """From 1 to `most`. Raises ParameterInvalid."""
        said = self.text(name)
        if not said:
            return default
        if not re.fullmatch(r"[0-9]{1,9}", said) or not 1 <= int(said) <= most:
            raise errors.ParameterInvalid(name, _("a whole number from 1 to %(most)s.") % {"most": most})
        return int(said)

    def moment(self, name: str) -> datetime | None:
        """In UTC, to the second; without an offset it is Beijing's time. Raises ParameterInvalid."""
        said = self.text(name)
        return read_moment(said, name) if said else None

    def attributes(self) -> dict[str, list[str]]:
        """{code: values}; empty values are left out."""
        found: dict[str, list[str]] = {}
        for name, values in self.values.items():
            match = ATTRIBUTE.fullmatch(name)
            said = [value for value in values if value]
            if match and said:
                found.setdefault(match[1].strip(), []).extend(said)
        return found

    def position(self) -> tuple[float, float] | None:
        """(longitude, latitude) in WGS-84; both or none. Raises ParameterMissing, ParameterInvalid."""
        lat, lon = self.text("lat"), self.text("long")
        if not lat and not lon:
            return None
        if not lat or not lon:
            raise errors.ParameterMissing("long" if lat else "lat")
        return _degrees("long", lon, 180), _degrees("lat", lat, 90)


def read_moment(said: str, name: str) -> datetime:
    """W3C's profile of ISO 8601; a day alone is its first second in Beijing. Raises ParameterInvalid."""
    match = MOMENT.fullmatch(said)
    fault = errors.ParameterInvalid(name, _("a time such as 2026-01-15T09:00:00+08:00."))
    if match is None:
        raise fault
    offset = (match[3] or "").upper().replace("Z", "+00:00").replace(" ", "+")
    try:
        moment = datetime.fromisoformat(f"{match[1]}T{match[2] or '00:00'}{offset}")
    except ValueError as reason:
        raise fault from reason
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise fault
    aware = moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)
    return aware.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Window:
    """From `start` to `end`, both included."""

    start: datetime
    end: datetime


def window_of(asked: Asked, *, now: datetime, usual: timedelta, longest: timedelta) -> Window:
    """`usual` long up to now when nothing is said; `longest` from or to the one end that is.

    Raises ParameterInvalid, SpanTooLong.
    """
    start, end = asked.moment("start_date"), asked.moment("end_date")
    if start is None and end is None:
        return Window(now - usual, now)
    if start is None or end is None:
        return Window(start or (end or now) - longest, end or (start or now) + longest)
    if end < start:
        raise errors.ParameterInvalid("end_date", _("not before start_date."))
    if end - start > longest:
        raise errors.SpanTooLong
    return Window(start, end)


def _clean(value: str) -> str:
    return value.replace("\x00", "").strip()


def _degrees(name: str, said: str, most: float) -> float:
    try:
        value = float(said)
    except ValueError:
        value = math.nan
    if not -most <= value <= most:  # also false for what is no number
        raise errors.ParameterInvalid(name, _("decimal degrees, WGS-84."))
    return value
