"""The draft: begun, changed row by row or by a file, dropped, switched on; the examples beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhenglian.kernel.access import requires
from zhenglian.routing.actions.drafting import drop_draft, put_row, remove_row, start_draft
from zhenglian.routing.actions.importing import import_rows
from zhenglian.routing.actions.switching import switch_on
from zhenglian.routing.forms import FileForm, RowForm, SeenForm, SwitchForm, initial_of
from zhenglian.routing.models import Duty
from zhenglian.routing.selectors.sheets import differences, draft_sheet, faults_of, held_examples
from zhenglian.routing.views.acting import (
    administers_routing,
    choices,
    heading,
    is_done,
    staff_of,
    succeeded,
    today,
)
from zhenglian.routing.views.tables import shown

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.routing.models import Sheet


@requires(administers_routing)
@require_safe
def draft(request: HttpRequest) -> HttpResponse:
    """Rows, what is wrong with them, and the examples; without a draft, the button that begins one."""
    sheet = draft_sheet()
    context = {**heading(request, _("Draft of the table"), "draft"), **shown(request, sheet), "sheet": sheet}
    if sheet is not None:
        context |= {
            "faults": faults_of(sheet, today()),
            "examples": held_examples(sheet, today()),
            "upload": FileForm(initial={"seen": sheet.edit}),
        }
    return render(request, "routing/draft.html", context)


@requires(administers_routing)
@require_POST
def draft_start(request: HttpRequest) -> HttpResponse:
    done = _("The draft is a copy of what is in force. Nothing changes until you switch it on.")
    succeeded(request, lambda: start_draft(actor=staff_of(request)), done)
    return redirect("routing:draft")


@requires(administers_routing)
@require_POST
def draft_drop(request: HttpRequest) -> HttpResponse:
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    if succeeded(request, lambda: drop_draft(seen=seen, actor=staff_of(request)), _("The draft is dropped.")):
        return redirect("routing:table")
    return redirect("routing:draft")


@requires(administers_routing)
@require_http_methods(["GET", "HEAD", "POST"])
def row_edit(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """A new row, or the one of that number."""
    sheet = draft_or_404()
    initial = {"seen": sheet.edit, **(initial_of(_row(sheet, number)) if number is not None else {})}
    form = RowForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        seen, actor = form.cleaned_data["seen"], staff_of(request)
        if is_done(form, lambda: put_row(form.facts, seen=seen, actor=actor, number=number)):
            messages.success(request, _("The row is kept in the draft."))
            return redirect("routing:draft")
    title = _("Row %(number)d") % {"number": number} if number is not None else _("New row")
    context = {**heading(request, title, "draft"), **choices(), "form": form}
    return render(request, "routing/row_edit.html", context, status=422 if form.errors else 200)


@requires(administers_routing)
@require_POST
def row_remove(request: HttpRequest, number: int) -> HttpResponse:
    form = SeenForm(request.POST)
    seen, actor = form.cleaned_data["seen"] if form.is_valid() else 0, staff_of(request)
    done = _("Row %(number)d is taken out of the draft.") % {"number": number}
    succeeded(request, lambda: remove_row(number, seen=seen, actor=actor), done)
    return redirect("routing:draft")


@requires(administers_routing)
@require_POST
def rows_import(request: HttpRequest) -> HttpResponse:
    """All rows from a file, or none and the mistakes."""
    sheet = draft_or_404()
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        data, seen, actor = form.cleaned_data["file"].read(), form.cleaned_data["seen"], staff_of(request)
        if is_done(form, lambda: import_rows(data, seen=seen, actor=actor)):
            messages.success(request, _("The rows of the file are the draft now."))
            return redirect("routing:draft")
    context = {**heading(request, _("Rows from a file"), "draft"), "form": form, "sheet": sheet}
    return render(request, "routing/rows_import.html", context, status=422)


@requires(administers_routing)
@require_http_methods(["GET", "HEAD", "POST"])
def draft_switch(request: HttpRequest) -> HttpResponse:
    """What changes, what is in the way; the button below puts it in force."""
    sheet = draft_or_404()
    form = SwitchForm(request.POST if request.method == "POST" else None, initial={"seen": sheet.edit})
    if form.is_valid():
        values, actor = form.cleaned_data, staff_of(request)
        if succeeded(
            request,
            lambda: switch_on(seen=values["seen"], reason=values["reason"], actor=actor),
            _("%(table)s is in force from now on.") % {"table": sheet.title},
        ):
            return redirect("routing:table")
    context = {
        **heading(request, _("Switch on the draft"), "draft"),
        "form": form,
        "sheet": sheet,
        "differences": differences(sheet.based_on, sheet),
        "faults": faults_of(sheet, today()),
    }
    return render(request, "routing/draft_switch.html", context, status=422 if form.is_bound else 200)


def draft_or_404() -> Sheet:
    found = draft_sheet()
    if found is None:
        raise Http404
    return found


def _row(sheet: Sheet, number: int) -> Duty:
    found = Duty.objects.filter(sheet=sheet, number=number).select_related("unit").first()
    if found is None:
        raise Http404
    return found
