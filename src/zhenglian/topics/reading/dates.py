"""Dates as sources write them. A time without a zone is Beijing time: our sources are written there."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import TYPE_CHECKING

from zhenglian.kernel.clock import BEIJING

if TYPE_CHECKING:
    from collections.abc import Callable

CHINESE = re.compile(
    r"(20\d\d)\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?(?:\s*(\d{1,2})[::](\d{2}))?"
)
EARLIEST_YEAR, LATEST_YEAR = 1990, 2099  # the last days of 9999 cannot be turned into another zone


def read_date(text: str) -> datetime | None:
    """RFC 3339, RFC 822 or a Chinese date anywhere in the text; None when there is none."""
    value = text.strip()[:200]
    readers: tuple[Callable[[str], datetime | None], ...] = (_iso, _mail, _chinese)
    for read in readers:
        try:
            found = read(value)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if found is not None and EARLIEST_YEAR <= found.year <= LATEST_YEAR:
            return found
    return None


def _iso(value: str) -> datetime:
    return _zoned(datetime.fromisoformat(value))


def _mail(value: str) -> datetime | None:
    parts = parsedate_tz(value)
    if parts is None:
        return None
    zone = BEIJING if parts[9] is None else timezone(timedelta(seconds=parts[9]))
    return datetime(*parts[:6], tzinfo=zone)


def _chinese(value: str) -> datetime | None:
    match = CHINESE.search(value)
    if match is None:
        return None
    year, month, day, hour, minute = (int(part or 0) for part in match.groups())
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)


def _zoned(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)
