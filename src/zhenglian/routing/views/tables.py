"""The table in force and any other version of it: with filters, and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.routing.errors import SheetUnknown
from zhenglian.routing.models import Sheet
from zhenglian.routing.selectors.sheets import differences, duties, held_examples, sheet_in_force, sheet_of
from zhenglian.routing.selectors.units import rows_to_write
from zhenglian.routing.spreadsheet import write_file
from zhenglian.routing.views.acting import heading, today

if TYPE_CHECKING:
    from django.http import HttpRequest

A_PAGE = 100
FILTERS = ("topic", "area", "unit")
LONGEST_FILTER = 60


@requires(is_signed_in)
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """What is in force. Everybody on the staff side may look."""
    sheet = sheet_in_force()
    context = {**heading(request, _("Responsibilities"), "table"), **shown(request, sheet), "sheet": sheet}
    return render(request, "routing/table.html", context)


@requires(is_signed_in)
@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version as it stands, and what it changed."""
    sheet = sheet_or_404(number)
    context = {
        **heading(request, sheet.title, "history"),
        **shown(request, sheet),
        "sheet": sheet,
        "differences": differences(sheet.based_on, sheet) if sheet.based_on else [],
        "examples": held_examples(sheet, today()),
    }
    return render(request, "routing/version.html", context)


@requires(is_signed_in)
@require_safe
def export(_request: HttpRequest, number: int) -> HttpResponse:
    """The whole version as CSV, filters or not."""
    sheet = sheet_or_404(number)
    answer = HttpResponse(write_file(rows_to_write(sheet)), content_type="text/csv; charset=utf-8")
    saved_as = content_disposition_header(as_attachment=True, filename=f"{sheet.title}.csv")
    answer.headers["Content-Disposition"] = saved_as or "attachment"
    return answer


def shown(request: HttpRequest, sheet: Sheet | None) -> dict[str, Any]:  # Any: template context
    """One page of the rows that pass the filters of the address."""
    wanted = {name: request.GET.get(name, "").strip()[:LONGEST_FILTER] for name in FILTERS}
    rows = duties(sheet, **wanted) if sheet else Sheet.objects.none()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
    return {"wanted": wanted, "is_filtered": any(wanted.values()), "page": page}


def sheet_or_404(number: int) -> Sheet:
    try:
        return sheet_of(number)
    except SheetUnknown as reason:
        raise Http404 from reason
