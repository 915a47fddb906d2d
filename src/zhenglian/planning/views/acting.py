"""How the calendar's views call an action, and where they lead back to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from zhenglian.kernel.errors import ZhenglianError
from zhenglian.planning.models import Plan

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from zhenglian.people.api import Staff

LARGEST_ID = 2**63 - 1  # what a database can look for


def plan_or_404(plan_id: int) -> Plan:
    if plan_id > LARGEST_ID:
        raise Http404
    rows = Plan.objects.select_related("account__unit", "article", "topic", "owner", "changed_by")
    return get_object_or_404(rows, pk=plan_id)


def staff_of(request: HttpRequest) -> Staff:
    """The log-in model is Staff; guarded views have nobody else."""
    return cast("Staff", request.user)


def succeeded(request: HttpRequest, act: Callable[[], Any], done: StrOrPromise) -> bool:  # Any: not used
    """Runs the action and tells the person how it went."""
    try:
        act()
    except ZhenglianError as problem:
        messages.error(request, str(problem))
        return False
    messages.success(request, str(done))
    return True


def tell_errors(request: HttpRequest, form: forms.Form) -> None:
    """For forms without a page of their own."""
    messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))


def following(request: HttpRequest) -> str:
    """The page of ours that the form or the address names in `next`; the calendar otherwise."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse("planning:calendar")


def back(request: HttpRequest) -> HttpResponse:
    return redirect(following(request))


def heading(title: StrOrPromise, *, below_calendar: bool = True) -> dict[str, Any]:  # Any: template context
    trail = (
        [{"url": reverse("planning:calendar"), "label": _("Editorial calendar")}] if below_calendar else []
    )
    return {
        "header_title": title,
        "header_icon": "calendar",
        "breadcrumbs_items": [*trail, {"url": "", "label": title}],
    }
