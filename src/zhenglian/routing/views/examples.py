"""Examples: a new one, and taking one out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhenglian.kernel.access import requires
from zhenglian.routing.actions.examples import add_example, remove_example
from zhenglian.routing.forms import ExampleForm
from zhenglian.routing.selectors.sheets import draft_sheet, held_examples, sheet_in_force
from zhenglian.routing.views.acting import (
    administers_routing,
    choices,
    heading,
    is_done,
    staff_of,
    succeeded,
    today,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@requires(administers_routing)
@require_http_methods(["GET", "HEAD", "POST"])
def example_list(request: HttpRequest) -> HttpResponse:
    """All examples against the draft, or against what is in force; below, a new one."""
    form = ExampleForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and is_done(form, lambda: add_example(form.facts, actor=staff_of(request))):
        return redirect("routing:example_list")
    sheet = draft_sheet() or sheet_in_force()
    context = {
        **heading(request, _("Examples"), "examples"),
        **choices(),
        "sheet": sheet,
        "examples": held_examples(sheet, today()),
        "form": form,
    }
    return render(request, "routing/example_list.html", context, status=422 if form.errors else 200)


@requires(administers_routing)
@require_POST
def example_remove(request: HttpRequest, example_id: int) -> HttpResponse:
    actor = staff_of(request)
    succeeded(request, lambda: remove_example(example_id, actor=actor), _("The example is taken out."))
    return redirect("routing:example_list")
