"""What the census refuses, in the reader's language; the library itself speaks English."""

from __future__ import annotations

from zhenglian.census import errors
from zhenglian.cli.wording import _

TABLES = {"posts": _("posts"), "accounts": _("accounts")}
REASONS = {
    "cannot be read": _("cannot be read"),
    "is missing": _("is missing"),
    "was there already": _("was there already"),
    "no JSON": _("no JSON"),
    "no object": _("no JSON object"),
    "longer than any row": _("longer than any row"),
    "is empty": _("it is empty"),
    "has no row": _("it has no row"),
    "is neither UTF-8 nor GB18030": _("it is neither UTF-8 nor GB18030"),
    "is no Parquet file": _("it is no Parquet file"),
}


def refusal(refused: errors.CensusError) -> str:
    match refused:
        case errors.ColumnsMissing():
            return _("The table of {table} lacks: {missing}. It has: {there}.").format(
                table=TABLES.get(refused.table, refused.table),
                missing=", ".join(refused.names),
                there=", ".join(refused.there),
            )
        case errors.CalendarUnknown():
            return _("No notice about working days is on record for {year}.").format(year=refused.year)
        case errors.SpanEmpty():
            return _("The span ends on {last} before it begins on {first}.").format(
                first=refused.first, last=refused.last
            )
        case errors.FileUnreadable():
            return _("{name} cannot be used: {why}.").format(
                name=refused.name, why=REASONS.get(refused.why, refused.why)
            )
        case _other:
            return str(refused)


def row_reason(reason: str) -> str:
    """`column: reason` or `reason`, as the reading counts them."""
    column, _colon, rest = reason.rpartition(": ")
    told = REASONS.get(rest, rest)
    return f"{column}: {told}" if column else told
