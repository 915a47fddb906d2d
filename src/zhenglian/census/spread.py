"""An account's months side by side in one row: what every measure of a span is an expression on.

Beside the merged figures the row has `bits_<month>` for each month of the span, 0 where nothing was posted,
and `inner_gap` over the turns of months: the longest from one day with a post to the next (metrics.md 4.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from zhenglian.census.calendar_days import month_number
from zhenglian.census.figures import merging

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from zhenglian.census.calendar_days import Span


def spread(months: ir.Table, span: Span) -> ir.Table:
    """One row an account, from partial figures within the span."""
    before = months["last_at"].lag().over(group_by=months["account"], order_by=months["month"])
    between = days_between(before.date(), months["first_at"].date()).fill_null(0)
    gap = ibis.greatest(months["inner_gap"], between)
    table = months.mutate(inner_gap=gap)
    bits = {
        bits_of(number): table["day_bits"].max(where=table["month"] == number).fill_null(0)
        for number in month_numbers(span)
    }
    return table.group_by("account").agg(**merging(table), **bits)


def bits_of(month: int) -> str:
    return f"bits_{month}"


def month_numbers(span: Span) -> list[int]:
    return [month_number(part.first) for part in span.months()]


def days_between(first: ir.Value, last: ir.Value) -> ir.Value:
    return last.epoch_days().cast("int64") - first.epoch_days().cast("int64")
