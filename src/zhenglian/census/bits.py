"""Counting in the bits of a month's days: days with a post, and the longest run of days without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir

RUNS = (16, 8, 4, 2, 1)  # of ones in 31 bits


@ibis.udf.scalar.builtin(signature=(("int64",), "int8"))
def bit_count(bits):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
    """As DuckDB and Spark both have it; of at most 64, so cast it before it is added up."""


def inner_gap(months: ir.Table) -> ir.Table:
    """Adds `inner_gap`: most days from a day with a post to the next in the month; 0 where there is one day.

    From `day_bits`, `first_at`, `last_at`. A run of k empty days between is a gap of k + 1.
    """
    table = months.mutate(run1=_empty_days(months), start=_int(-1), run=_int(0))
    for k in reversed(RUNS[:-1]):  # where run_k has a bit, the k days from there on are empty
        half = table[f"run{k // 2}"]
        table = table.mutate(**{f"run{k}": half & (half >> (k // 2))})
    for k in RUNS:  # a longest run, put together from powers of two; `start` has a bit where it may begin
        longer = table["start"] & (table[f"run{k}"] >> table["run"])
        found = longer != 0
        table = table.mutate(
            start=found.ifelse(longer, table["start"]), run=table["run"] + found.ifelse(_int(k), _int(0))
        )
    is_single = table["day_bits"] & (table["day_bits"] - 1) == 0
    table = table.mutate(inner_gap=is_single.ifelse(_int(0), table["run"] + 1))
    return table.drop("start", "run", *[f"run{k}" for k in RUNS])


def _empty_days(months: ir.Table) -> ir.Value:
    """Between the month's first and last day with a post."""
    first, past_last = months["first_at"].day().cast("int64") - 1, months["last_at"].day().cast("int64")
    return months["day_bits"] ^ ((_int(1) << past_last) - (_int(1) << first))


def _int(value: int) -> ir.IntegerScalar:
    return ibis.literal(value, type="int64")
