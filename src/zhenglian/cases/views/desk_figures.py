"""Figures of the whole subtree, for the ministry above all: counts by office, no case and no word of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhenglian.cases.scope import READERS, countable_by
from zhenglian.cases.selectors.desk_figures import figures_of
from zhenglian.cases.views.desk_acting import counts_cases, staff_of
from zhenglian.kernel.access import requires
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.api import effective_postings

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.people.api import Staff, Unit


@requires(counts_cases)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """One table an office at the top of the person's postings."""
    staff, now = staff_of(request), SYSTEM.now()
    cases = countable_by(staff)
    context = {
        "header_title": _("Figures"),
        "breadcrumbs_items": [
            {"url": reverse("cases:queue"), "label": _("Handling of reports")},
            {"url": "", "label": _("Figures")},
        ],
        "tables": [figures_of(cases, top, now) for top in _tops(staff)],
        "now": now,
    }
    return render(request, "cases/desk/figures.html", context)


def _tops(staff: Staff) -> list[Unit]:
    """Of the person's offices those that lie below no other of them."""
    units = {each.unit.path: each.unit for each in effective_postings(staff) if each.role in READERS}
    return [
        unit
        for path, unit in sorted(units.items())
        if not any(path != other and path.startswith(other) for other in units)
    ]
