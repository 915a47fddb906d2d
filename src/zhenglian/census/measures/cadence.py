"""Working days, rest days and weekends with a post, and the longest silence (metrics.md 4.1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import add, or_
from typing import TYPE_CHECKING

import ibis

from zhenglian.census.bits import bit_count
from zhenglian.census.calendar_days import Span, Weekend, days_left, month_days, weekends
from zhenglian.census.spread import bits_of, days_between

if TYPE_CHECKING:
    import ibis.expr.types as ir


def active_working_days(row: ir.Table, span: Span) -> ir.Value:
    """Raises CalendarUnknown."""
    return _sum(bit_count(row[bits_of(each.month)] & each.worked) for each in month_days(span))


def active_rest_days(row: ir.Table, span: Span) -> ir.Value:
    """Raises CalendarUnknown."""
    return _sum(bit_count(row[bits_of(each.month)] & each.rest) for each in month_days(span))


def active_weekends(row: ir.Table, span: Span) -> ir.Value:
    """Whole weekends of the span with a post on one of their rest days."""
    parts: dict[object, list[Weekend]] = defaultdict(list)
    for each in weekends(span):
        parts[each.saturday].append(each)
    return _sum(_posted(row, each) != 0 for each in parts.values())


def longest_gap(row: ir.Table, span: Span) -> ir.Value:
    """From the span's first day and to its last day count as well; null without a post."""
    before = days_between(ibis.literal(span.first), row["first_at"].date())
    after = days_between(row["last_at"].date(), ibis.literal(span.last))
    return row["first_at"].isnull().ifelse(ibis.null("int64"), ibis.greatest(row["inner_gap"], before, after))


def days_asked(span: Span) -> ir.Table:
    """`counted_from` (a day of the span), and `working_days`, `rest_days`, `weekends` from it to the end."""
    rows = [
        {
            "counted_from": each.day,
            "working_days": each.working_days,
            "rest_days": each.rest_days,
            "weekends": each.weekends,
        }
        for each in days_left(span)
    ]
    return ibis.memtable(rows, schema={"counted_from": "date", **dict.fromkeys(DAYS_ASKED, "int64")})


DAYS_ASKED = ("working_days", "rest_days", "weekends")


def _posted(row: ir.Table, parts: list[Weekend]) -> ir.Value:
    return reduce(or_, (row[bits_of(part.month)] & part.rest for part in parts))


def _sum(values: Iterable[ir.Value]) -> ir.Value:
    """`bit_count` is a number of 8 bits."""
    return reduce(add, (value.cast("int64") for value in values), ibis.literal(0, type="int64"))
