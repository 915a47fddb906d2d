"""Times as files write them, to Beijing's time without a zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))  # no daylight saving since 1991
FORMATS = (
    "%a %b %d %H:%M:%S %z %Y",  # as Weibo's interface writes
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
    "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日%H:%M",
    "%Y年%m月%d日",
    "%Y.%m.%d %H:%M",
    "%Y.%m.%d",
)
MILLISECONDS_FROM = 100_000_000_000  # as seconds that would be the year 5138
EARLIEST, LATEST = datetime(2000, 1, 1), datetime(2100, 1, 1)


def read_time(written: object) -> datetime:
    """From a text, a number of seconds or milliseconds since 1970, or a time. Raises ValueError."""
    if isinstance(written, datetime):
        return _plausible(_in_beijing(written))
    text = str(written).strip()
    if text.replace(".", "", 1).isdigit() and len(text.split(".")[0]) >= len("631152000"):
        seconds = float(text)
        seconds = seconds / 1000 if seconds >= MILLISECONDS_FROM else seconds
        return _plausible(_in_beijing(datetime.fromtimestamp(seconds, UTC)))
    return _plausible(_in_beijing(_read_text(text)))


def _read_text(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in FORMATS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    raise ValueError(text)


def _in_beijing(time: datetime) -> datetime:
    return time.astimezone(BEIJING).replace(tzinfo=None) if time.tzinfo else time


def _plausible(time: datetime) -> datetime:
    if not EARLIEST <= time < LATEST:
        raise ValueError(str(time))
    return time
