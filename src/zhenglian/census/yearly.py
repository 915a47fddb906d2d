"""The census of a span: for each account its figures and every measure, in one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from zhenglian.census.calendar_days import days_left
from zhenglian.census.measures import cadence
from zhenglian.census.measures.row import MEASURES, Row, Rules
from zhenglian.census.spread import bits_of, month_numbers, spread
from zhenglian.census.tables import check_accounts

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from zhenglian.census.calendar_days import Span

COUNTED = ("active_working_days", "active_rest_days", "active_weekends", "longest_gap")


def census_of(accounts: ir.Table, months: ir.Table, span: Span, rules: Rules | None = None) -> ir.Table:
    """`months`: partial figures within the span. One row for each of `accounts`, with or without posts.

    Raises ColumnsMissing, CalendarUnknown.
    """
    check_accounts(accounts)
    figures = spread(months, span)
    row = accounts.left_join(figures, "account").drop("account_right")
    bits = [bits_of(number) for number in month_numbers(span)]
    row = row.mutate(**{name: row[name].fill_null(0) for name in ("posts", *bits)})
    return measured(row, span, rules).drop(*bits)


def measured(row: ir.Table, span: Span, rules: Rules | None = None) -> ir.Table:
    """`row`: as `spread` makes it, accounts' own columns beside it. Adds every measure."""
    row = _with_days(row, span)
    asked = Row(row, span, rules or Rules())
    for name in COUNTED:
        asked.found[name] = getattr(cadence, name)(row, span)
    for measure in MEASURES:
        asked.found[measure.key] = measure.expression(asked)
    return row.mutate(**asked.found)


def _with_days(row: ir.Table, span: Span) -> ir.Table:
    """Days that count, for each account from its opening on."""
    if "opened_on" in row.columns:
        row = row.mutate(counted_from=_counted_from(row, span))
        return row.left_join(cadence.days_asked(span), "counted_from").drop("counted_from_right")
    whole = days_left(span)[0]
    days = {name: ibis.literal(getattr(whole, name), type="int64") for name in cadence.DAYS_ASKED}
    return row.mutate(counted_from=ibis.literal(span.first), **days)


def _counted_from(row: ir.Table, span: Span) -> ir.Value:
    """Days before it was opened are not asked for; a post before the stated opening shows it was open."""
    first = ibis.literal(span.first)
    opened = row["opened_on"].cast("date")
    seen = row["first_at"].date()
    shown = (seen < opened).fill_null(ibis.literal(False)).ifelse(seen, opened)
    return (shown > first).fill_null(ibis.literal(False)).ifelse(shown, first)
