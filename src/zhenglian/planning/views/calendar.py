"""The calendar itself: a week by account, or a month of all accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.clock import SYSTEM
from zhenglian.planning.forms import SpanForm, WeekForm
from zhenglian.planning.rules import plannable_accounts
from zhenglian.planning.selectors.cadences import today_of
from zhenglian.planning.selectors.grid import AccountRow, account_rows, merged_cells
from zhenglian.planning.views.acting import heading, staff_of
from zhenglian.planning.views.span import Span, span_of
from zhenglian.planning.wording import spoken_day, standing_sentences

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ACCOUNTS_A_PAGE = 20


@requires(is_signed_in)
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """`?view=week|month&day=2026-11-23&account=1&unit=2`; everybody on the staff side may look."""
    form = SpanForm(request.GET)
    span = span_of(form, SYSTEM)
    page = Paginator(span.accounts(), ACCOUNTS_A_PAGE).get_page(request.GET.get("p"))
    rows = account_rows(list(page.object_list), span.first, span.last)
    mine = plannable_accounts(staff_of(request))
    context = {
        **heading(_("Editorial calendar"), below_calendar=False),
        "form": form,
        "span": span,
        "span_name": _span_name(span),
        "page": page,
        "rows": [(row, standing_sentences(row.standing), row.account.pk in mine) for row in rows],
        "cells": merged_cells(rows) if span.is_month else [],
        "unknown_years": sorted(
            {each.day.day.year for row in rows for each in row.cells if not each.day.kind}
        ),
        "suggestions": _suggestions(rows, mine) if not span.is_month else [],
        "week_form": WeekForm(),
        "may_plan": bool(mine),
        "addresses": _addresses(span),
        "here": request.get_full_path(),
        "today": today_of(SYSTEM),
    }
    return render(request, "planning/calendar.html", context)


def _addresses(span: Span) -> dict[str, str]:
    return {
        "before": span.address(span.before),
        "after": span.address(span.after),
        "now": span.address(today_of(SYSTEM)),
        "week": span.address(view="week"),
        "month": span.address(view="month"),
    }


def _span_name(span: Span) -> str:
    if span.is_month:
        return date_format(span.anchor, _("F Y"))
    spoken = {"first": date_format(span.first, _("M j, Y")), "last": date_format(span.last, _("M j"))}
    return _("%(first)s to %(last)s") % spoken


def _suggestions(rows: list[AccountRow], mine: set[int]) -> list[dict[str, Any]]:  # Any: template context
    """Slots that would keep the promises of the accounts that the person may plan for."""
    return [
        {
            "account": row.account,
            "cadence": row.standing.cadence,
            "slots": [(f"{row.account.pk}:{day.isoformat()}", spoken_day(day)) for day in row.to_fill],
        }
        for row in rows
        if row.to_fill and row.account.pk in mine
    ]
