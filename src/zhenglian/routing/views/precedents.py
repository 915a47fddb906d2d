"""Precedents: what is offered, what was, and retiring one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhenglian.kernel.access import requires
from zhenglian.routing.actions.precedents import retire_precedent
from zhenglian.routing.forms import ReasonForm
from zhenglian.routing.selectors.sheets import precedents
from zhenglian.routing.views.acting import administers_routing, heading, staff_of, succeeded

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

A_PAGE = 50


@requires(administers_routing)
@require_safe
def precedent_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(precedents(), A_PAGE).get_page(request.GET.get("p"))
    context = {**heading(request, _("Precedents"), "precedents"), "page": page}
    return render(request, "routing/precedent_list.html", context)


@requires(administers_routing)
@require_POST
def precedent_retire(request: HttpRequest, precedent_id: int) -> HttpResponse:
    form = ReasonForm(request.POST)
    reason, actor = form.cleaned_data["reason"] if form.is_valid() else "", staff_of(request)
    done = _("The precedent is no longer offered.")
    succeeded(request, lambda: retire_precedent(precedent_id, reason=reason, actor=actor), done)
    return redirect("routing:precedent_list")
