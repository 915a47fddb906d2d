"""A record of a file to a clean row of ours, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from zhenglian.census.attribution import Relation
from zhenglian.census.reading.counts import read_count
from zhenglian.census.reading.records import Record
from zhenglian.census.reading.times import read_time
from zhenglian.census.tables import COUNTS, NEEDED_OF_POSTS

Value = str | int | bool | date | datetime | None
YES, NO = {"1", "true", "yes", "是", "原创", "头条"}, {"0", "false", "no", "否", "非原创", "转发"}
ORIGINALS = {"post", "original", "原创", "发布"}
OTHERS = {"repost", "share", "转发", "转载", "reprint"}


class Refused(ValueError):
    """`reason`: what is the matter with the row; `column`: of ours."""

    def __init__(self, reason: str, column: str = "") -> None:
        super().__init__(reason)
        self.reason, self.column = reason, column


def read_post(record: Record, mapping: Mapping[str, str]) -> dict[str, Value]:
    """Raises Refused."""
    row = _read(record, mapping, POST_READERS)
    for name in NEEDED_OF_POSTS:
        if row[name] is None:
            raise Refused("is missing", name)
    kind = row.pop("kind", None)
    if kind is not None:
        if kind not in ORIGINALS | OTHERS:
            raise Refused(f"a {kind} is no post", "kind")
        row.setdefault("is_original", kind in ORIGINALS)
    return row


def read_account(record: Record, mapping: Mapping[str, str]) -> dict[str, Value]:
    """A department without an account has a row as well: with its name and no account. Raises Refused."""
    row = _read(record, mapping, ACCOUNT_READERS)
    if row["account"] is None and row.get("owner") is None:
        raise Refused("is missing", "account")
    return row


def _read(
    record: Record, mapping: Mapping[str, str], readers: Mapping[str, Callable[[object], Value]]
) -> dict[str, Value]:
    row: dict[str, Value] = {}
    for ours, theirs in mapping.items():
        written = record.get(theirs)
        if written is None or written == "":
            row[ours] = None
            continue
        try:
            row[ours] = readers[ours](written)
        except (ValueError, OverflowError) as unclear:
            raise Refused("cannot be read", ours) from unclear
    return row


def _text(written: object) -> str:
    text = str(written).strip()
    if not text:
        raise ValueError(text)
    return text


def _word(written: object) -> str:
    return _text(written).lower()


def _number(written: object) -> int:
    return read_count(written).value


def _yes(written: object) -> bool:
    word = _word(written)
    if word not in YES | NO:
        raise ValueError(word)
    return word in YES


def _day(written: object) -> date:
    return written if type(written) is date else read_time(written).date()


POST_READERS: dict[str, Callable[[object], Value]] = {
    "account": _text, "at": read_time, "id": _text, "kind": _word, "is_original": _yes, "is_headline": _yes,
    "captured_at": read_time, **dict.fromkeys(COUNTS, _number),
}  # fmt: skip
ACCOUNT_READERS: dict[str, Callable[[object], Value]] = {
    "account": _text, "name": _text, "platform": _word, "owner": _text, "relation": Relation.read,
    "opened_on": _day, "closed_on": _day, "followers": _number, "verified_type": _text,
}  # fmt: skip
