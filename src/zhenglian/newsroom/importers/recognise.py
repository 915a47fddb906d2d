"""Lines at the head of a Chinese news text that are fields: author, source, date, digest. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

LONGEST_LINE = 80
LABELS = {
    "author_line": r"(?:作者|撰文|撰稿|记者|编辑|文)\s*[:：/／]\s*",
    "source_name": r"(?:来源|稿源|信息来源|文章来源|转自|转载自)\s*[:：]\s*",
    "digest": r"(?:摘要|导语|内容提要|提要)\s*[:：]\s*",
    "subtitle": r"副(?:标)?题\s*[:：]\s*",
    "original_title": r"原(?:标)?题\s*[:：]\s*",
    "date": r"(?:(?:发布|发表|发稿|更新|刊发)?(?:时间|日期))\s*[:：]\s*",
}
DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)
LABEL = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in LABELS.items()))
# Parts of one line: 来源：新华网　作者：张三　2016-12-11
PART_BREAK = re.compile(r"\s{2,}|　+|\s+(?=(?:" + "|".join(LABELS.values()) + "))|\\s*[|｜]\\s*")


@dataclass(frozen=True, slots=True)
class Field:
    name: str  # a key of LABELS
    text: str
    day: date | None = None


def fields_in(line: str) -> list[Field]:
    """The fields that a line consists of; [] when any part of it is something else."""
    is_digest = LABEL.match(line)
    if is_digest and is_digest.lastgroup == "digest":
        return [Field("digest", line[is_digest.end() :].strip())]
    if not line or len(line) > LONGEST_LINE:
        return []
    found = [_field(part) for part in PART_BREAK.split(line.strip()) if part]
    return [field for field in found if field is not None] if all(found) else []


def _field(part: str) -> Field | None:
    label = LABEL.match(part)
    text = part[label.end() :].strip() if label else part.strip()
    day = _day(text)
    if day is not None and (label is None or label.lastgroup == "date"):
        return Field("date", text, day)
    if label is None or not text or label.lastgroup in {None, "date"}:
        return None
    return Field(str(label.lastgroup), text)


def _day(text: str) -> date | None:
    found = DATE.fullmatch(text)
    if found is None:
        return None
    try:
        return date(*(int(number) for number in found.groups()))
    except ValueError:
        return None
