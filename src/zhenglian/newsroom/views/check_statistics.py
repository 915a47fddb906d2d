"""Statistics of the checks by column, never by person: table, bars drawn on the server, the same as CSV."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.newsroom.selectors.check_statistics import check_statistics

if TYPE_CHECKING:
    from django.http import HttpRequest

    from zhenglian.newsroom.selectors.check_statistics import Line

PERIODS = (30, 90, 365)
BAR_WIDTH = 560
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


@dataclass(frozen=True, slots=True)
class Bar:
    """One column's bar in the units of the drawing: three parts, left to right."""

    label: str
    total: int
    parts: tuple[tuple[str, int, int], ...]  # (class, x, width)


@requires(is_signed_in)
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    days = _days(request)
    found = check_statistics(days)
    context = {
        "header_title": _("Statistics of the checks"),
        "header_icon": "table",
        "breadcrumbs_items": [{"url": "", "label": _("Statistics of the checks")}],
        "statistics": found,
        "bars": _bars(found.columns),
        "bar_width": BAR_WIDTH,
        "days": days,
        "periods": PERIODS,
    }
    return render(request, "newsroom/desk/check_statistics.html", context)


@requires(is_signed_in)
@require_safe
def statistics_csv(request: HttpRequest) -> HttpResponse:
    """One line a column and kind. With a byte order mark, so that spreadsheets read it as UTF-8."""
    found = check_statistics(_days(request))
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="checks-{found.first}-{found.last}.csv"'
    writer = csv.writer(answer)
    writer.writerow([_("Column"), _("Finding"), _("Found"), _("Mended"), _("Let pass"), _("Still open")])
    for column, line in found.cells:
        names = [_harmless(column), _harmless(line.label)]
        writer.writerow([*names, line.found, line.mended, line.overridden, line.still_open])
    return answer


def _days(request: HttpRequest) -> int:
    wanted = request.GET.get("days", "")
    return int(wanted) if wanted in {str(period) for period in PERIODS} else PERIODS[0]


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _bars(lines: tuple[Line, ...]) -> list[Bar]:
    most = max((line.found for line in lines), default=0) or 1
    return [_bar(line, most) for line in lines]


def _bar(line: Line, most: int) -> Bar:
    parts, at = [], 0
    for name, count in (
        ("mended", line.mended),
        ("overridden", line.overridden),
        ("found", line.still_open),
    ):
        width = round(BAR_WIDTH * count / most)
        parts.append((name, at, width))
        at += width
    return Bar(line.label, line.found, tuple(parts))
