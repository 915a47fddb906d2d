"""The versions of the table, what was switched on when and why, and switching back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.routing.actions.switching import switch_back
from zhenglian.routing.forms import ReasonForm
from zhenglian.routing.selectors.sheets import (
    differences,
    held_examples,
    sheet_in_force,
    sheets,
    switches,
)
from zhenglian.routing.views.acting import administers_routing, heading, is_done, staff_of, today
from zhenglian.routing.views.tables import sheet_or_404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LATEST = 50


@requires(is_signed_in)
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    context = {
        **heading(request, _("Versions of the table"), "history"),
        "versions": list(sheets()),
        "switches": list(switches()[:LATEST]),
    }
    return render(request, "routing/history.html", context)


@requires(administers_routing)
@require_http_methods(["GET", "HEAD", "POST"])
def version_restore(request: HttpRequest, number: int) -> HttpResponse:
    """What changes by switching back, and examples that the former version does not hold."""
    sheet = sheet_or_404(number)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason, actor = form.cleaned_data["reason"], staff_of(request)
        if is_done(form, lambda: switch_back(number, reason=reason, actor=actor)):
            messages.success(request, _("%(table)s is in force from now on.") % {"table": sheet.title})
            return redirect("routing:table")
    context = {
        **heading(request, _("Switch back to %(table)s") % {"table": sheet.title}, "history"),
        "sheet": sheet,
        "form": form,
        "differences": differences(sheet_in_force(), sheet),
        "broken": [each for each in held_examples(sheet, today()) if not each.is_held],
    }
    return render(request, "routing/version_restore.html", context, status=422 if form.errors else 200)
