"""On how many working days, rest days and weekends an account posted (metrics.md 4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from zhenglian.census.bits import bit_count
from zhenglian.census.calendar_days import Span, days_left, month_days, weekends

if TYPE_CHECKING:
    import ibis.expr.types as ir


def active_days(months: ir.Table, span: Span) -> ir.Table:
    """`account`, `active_working_days`, `active_rest_days`. Raises CalendarUnknown."""
    rows = [{"month": each.month, "worked": each.worked, "rest": each.rest} for each in month_days(span)]
    calendar = ibis.memtable(rows, schema={"month": "int32", "worked": "int64", "rest": "int64"})
    both = months.join(calendar, "month")
    return both.group_by("account").agg(
        active_working_days=bit_count(both["day_bits"] & both["worked"]).sum(),
        active_rest_days=bit_count(both["day_bits"] & both["rest"]).sum(),
    )


def active_weekends(months: ir.Table, span: Span) -> ir.Table:
    """`account`, `active_weekends`: whole weekends of the span with a post on one of their rest days."""
    rows = [{"month": each.month, "saturday": each.saturday, "rest": each.rest} for each in weekends(span)]
    calendar = ibis.memtable(rows, schema={"month": "int32", "saturday": "date", "rest": "int64"})
    both = months.join(calendar, "month")
    active = both.filter((both["day_bits"] & both["rest"]) != 0)
    return active.group_by("account").agg(active_weekends=active["saturday"].nunique())


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
    counts = ("working_days", "rest_days", "weekends")
    return ibis.memtable(rows, schema={"counted_from": "date", **dict.fromkeys(counts, "int64")})
