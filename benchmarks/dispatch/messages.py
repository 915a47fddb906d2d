"""The real messages with their replies: when each came and was answered, what the reply tells of work."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zhenglian.kernel.clock import BEIJING

FORMATS = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d")
DAY = 86_400  # seconds
PLACE = re.compile(r"([A-M])\d*(?=市|区|县)")  # places are letters in the data; the letter is the city
DATED = re.compile(
    r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日"
    r"(?=上午|下午|晚|早|中午|当天|，|,|、|至|我|组织|安排|派|对|到|赴|由|联合|召|与|向|起)"
)
# Dates of the message itself, of notices and of signatures are not dates of work.
NOT_WORK_BEFORE = re.compile(r"您|你|网友|来信|来帖|反映|发帖|留言|前|之前|截止|根据")
NOT_WORK_AFTER = re.compile(r"前|您|来信|反映|发帖|留言|问政|收悉|收到|接到")
BEFORE, AFTER = 6, 12  # characters that are looked at


@dataclass(frozen=True, slots=True)
class Message:
    """`office` is the letter of the city; `first_act` the first dated piece of work the reply tells of."""

    office: str
    came: datetime
    answered: datetime
    first_act: date | None

    @property
    def days(self) -> float:
        """Calendar days to the reply."""
        return (self.answered - self.came).total_seconds() / DAY

    @property
    def handling_share(self) -> float | None:
        """The part of the delay from the first act to the reply, whole days; None where nothing is dated."""
        if self.first_act is None:
            return None
        waited = (self.first_act - self.came.date()).days
        handled = (self.answered.date() - self.first_act).days
        return handled / (waited + handled) if waited + handled else 1.0


def read_messages(path: Path) -> tuple[list[Message], int]:
    """In order of arrival; and how many rows were left out for a time that is none."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    found = sorted(_messages(rows), key=lambda each: (each.came, each.answered))
    return found, len(rows) - len(found)


def _messages(rows: Iterable[dict[str, Any]]) -> Iterator[Message]:
    for row in rows:
        came, answered = _moment(row["time"]), _moment(row["reply_time"])
        if came and answered and came <= answered:
            yield Message(_office(row), came, answered, first_act(row["reply"], came, answered))


def _moment(text: str) -> datetime | None:
    for form in FORMATS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=BEIJING)
        except ValueError:
            continue
    return None


def _office(row: dict[str, Any]) -> str:
    """The city of the first place in the reply, else in the title, else in the text; "?" without any."""
    for part in (row["reply"], row["title"], row["text"]):
        found = PLACE.search(part)
        if found:
            return found[1]
    return "?"


def first_act(reply: str, came: datetime, answered: datetime) -> date | None:
    """The earliest date between message and reply on which the reply says that something was done."""
    found = []
    for match in DATED.finditer(reply):
        before = reply[max(0, match.start() - BEFORE) : match.start()]
        if NOT_WORK_BEFORE.search(before) or NOT_WORK_AFTER.search(reply[match.end() : match.end() + AFTER]):
            continue
        try:
            day = date(int(match[1] or came.year), int(match[2]), int(match[3]))
        except ValueError:
            continue
        if came.date() <= day <= answered.date():
            found.append(day)
    return min(found, default=None)
