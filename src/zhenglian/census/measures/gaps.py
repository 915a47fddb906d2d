"""The longest time without a post, in days from one day with a post to the next (metrics.md 4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from zhenglian.census.calendar_days import Span


def longest_gaps(months: ir.Table, span: Span) -> ir.Table:
    """`account`, `longest_gap`. From the span's first day and to its last day count as well."""
    table = months.mutate(first_day=months["first_at"].date(), last_day=months["last_at"].date())
    before = table["last_day"].lag().over(group_by=table["account"], order_by=table["month"])
    table = table.mutate(between=_days(before, table["first_day"]))
    found = table.group_by("account").agg(
        inner=table["inner_gap"].max(),
        between=table["between"].max(),
        before=_days(ibis.literal(span.first), table["first_day"].min()),
        after=_days(table["last_day"].max(), ibis.literal(span.last)),
    )
    parts = [found[name].fill_null(0) for name in ("inner", "between", "before", "after")]
    return found.select("account", longest_gap=ibis.greatest(*parts))


def _days(first: ir.Value, last: ir.Value) -> ir.Value:
    return last.epoch_days().cast("int64") - first.epoch_days().cast("int64")
