"""What every engine answers, and how answers are compared: a row an account, then checksums of columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from zhenglian.census.calendar_days import Span, is_worked

WHOLE = (
    "posts", "originals", "reposts", "comments", "likes", "active_working_days", "active_rest_days",
    "longest_gap", "first_second", "last_second", "top_id", "rank",
)  # fmt: skip
MONTHS = 12
PRIME = 1_000_003


def worked_days(span: Span) -> np.ndarray:
    """For each day of the span, whether it is a working day."""
    return np.array([is_worked(day) for day in span.days])


def checksums(columns: Mapping[str, Any], months: np.ndarray) -> dict[str, float]:
    """`columns`: of WHOLE and `bci`, in the order of accounts; `months`: posts of each of the twelve months.

    Weighted by place, so that two rows changed for each other are noticed.
    """
    sums: dict[str, float] = {}
    for name in WHOLE:
        values = np.asarray(columns[name], dtype=np.int64)
        weights = np.arange(len(values)) % PRIME + 1
        sums[name] = int((values % PRIME * weights % PRIME).sum())
    sums["bci"] = round(float(np.asarray(columns["bci"], dtype=float).sum()), 3)
    return sums | {"accounts": len(values), **{f"month {n + 1}": int(each) for n, each in enumerate(months)}}
