"""What the checks found a column and a kind, and what became of it. Knows no person and no article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from zhenglian.checks.api import check_counts
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock
from zhenglian.newsroom.checks.findings import KIND_LABELS
from zhenglian.newsroom.models import Column

if TYPE_CHECKING:
    from zhenglian.checks.models import CheckCount

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Line:
    """Sums over some days; `label` is a column's name or a kind of finding."""

    label: str
    found: int
    mended: int
    overridden: int

    @property
    def still_open(self) -> int:
        return max(0, self.found - self.mended - self.overridden)


@dataclass(frozen=True, slots=True)
class Statistics:
    first: date
    last: date
    columns: tuple[Line, ...]
    kinds: tuple[Line, ...]
    cells: tuple[tuple[str, Line], ...]  # (column, line of one kind in it): what is exported

    @property
    def is_empty(self) -> bool:
        return not self.cells


def check_statistics(days: int, *, clock: Clock = SYSTEM) -> Statistics:
    """Of the last `days` days, today included, by Beijing's calendar; the largest numbers first."""
    last = clock.now().astimezone(BEIJING).date()
    first = last - timedelta(days=days - 1)
    names = {str(pk): name for pk, name in Column.objects.values_list("pk", "name")}
    rows = [(names.get(row.column_key, _("without column")), row) for row in check_counts(first, last)]
    cells = _summed((((column, _kind(row.code)), row) for column, row in rows))
    return Statistics(
        first,
        last,
        columns=_lines((column, row) for column, row in rows),
        kinds=_lines((_kind(row.code), row) for _column, row in rows),
        cells=tuple((column, _line(kind, sums)) for (column, kind), sums in sorted(cells.items())),
    )


def _kind(code: str) -> str:
    return str(KIND_LABELS.get(code, code))


def _lines(rows: Iterable[tuple[str, CheckCount]]) -> tuple[Line, ...]:
    found = [_line(label, sums) for label, sums in _summed(rows).items()]
    return tuple(sorted(found, key=lambda line: (-line.found, line.label)))


def _summed(rows: Iterable[tuple[Key, CheckCount]]) -> dict[Key, list[int]]:
    sums: dict[Key, list[int]] = {}
    for key, row in rows:
        numbers = (row.found, row.mended, row.overridden)
        sums[key] = [old + new for old, new in zip(sums.get(key, [0, 0, 0]), numbers, strict=True)]
    return sums


def _line(label: str, sums: list[int]) -> Line:
    return Line(label, *sums)
