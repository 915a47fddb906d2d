"""The census of a span: for each account its figures and every measure, in one row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import ibis

from zhenglian.census.figures import merged
from zhenglian.census.measures.cadence import active_days, active_weekends, days_asked
from zhenglian.census.measures.gaps import longest_gaps
from zhenglian.census.measures.row import MEASURES, Row, Rules
from zhenglian.census.tables import check_accounts

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from zhenglian.census.calendar_days import Span

NOUGHT = ("posts", "active_working_days", "active_rest_days", "active_weekends")


def census_of(accounts: ir.Table, months: ir.Table, span: Span, rules: Rules | None = None) -> ir.Table:
    """`months`: partial figures within the span. One row for each of `accounts`, with or without posts.

    Raises ColumnsMissing, CalendarUnknown.
    """
    check_accounts(accounts)
    parts = (
        merged(months), active_days(months, span), active_weekends(months, span), longest_gaps(months, span)
    )  # fmt: skip
    row = _beside(accounts, parts)
    row = row.mutate(
        counted_from=_counted_from(row, span), **{name: row[name].fill_null(0) for name in NOUGHT}
    )
    row = row.left_join(days_asked(span), "counted_from").drop("counted_from_right")
    asked = Row(row, span, rules or Rules())
    for measure in MEASURES:
        asked.found[measure.key] = measure.expression(asked)
    return row.mutate(**asked.found)


def _beside(accounts: ir.Table, parts: Iterable[ir.Table]) -> ir.Table:
    """All columns in one row; joined in one step, for which each part's key has a name of its own."""
    joined, keys = accounts, []
    for number, part in enumerate(parts):
        keys.append(f"key_{number}")
        renamed = part.rename({keys[-1]: "account"})
        joined = joined.left_join(renamed, accounts["account"] == renamed[keys[-1]])
    return joined.drop(*keys)


def _counted_from(row: ir.Table, span: Span) -> ir.Value:
    """Days before it was opened are not asked for; a post before the stated opening shows it was open."""
    first = ibis.literal(span.first)
    if "opened_on" not in row.columns:
        return first
    opened = row["opened_on"].cast("date")
    seen = row["first_at"].date()
    shown = (seen < opened).fill_null(ibis.literal(False)).ifelse(seen, opened)
    return (shown > first).fill_null(ibis.literal(False)).ifelse(shown, first)
