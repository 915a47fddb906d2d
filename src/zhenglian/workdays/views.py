"""The calendar of working days below /staff/desk/workdays/: years on record, a new notice with preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.clock import BEIJING, SYSTEM
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.workdays.actions import add_notice, revoke_notice
from zhenglian.workdays.forms import NoticeForm, RevokeForm
from zhenglian.workdays.models import Notice
from zhenglian.workdays.rules import can_keep_calendar
from zhenglian.workdays.selectors import calendar, year_lines

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def may_keep_calendar(request: HttpRequest) -> bool:
    return is_signed_in(request) and can_keep_calendar(_staff(request))


@require_GET
@requires(may_keep_calendar)
def year_list(request: HttpRequest) -> HttpResponse:
    this_year = SYSTEM.now().astimezone(BEIJING).year
    known = calendar().years
    context = {
        "lines": year_lines(),
        "unknown": [year for year in (this_year, this_year + 1) if year not in known],
        **_heading(_("Working days")),
    }
    return render(request, "workdays/year_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(may_keep_calendar)
def notice_new(request: HttpRequest) -> HttpResponse:
    """First the preview; only the second button puts the notice in force."""
    form = NoticeForm(request.POST if request.method == "POST" else None, initial={"year": _next_year()})
    is_read = form.is_valid()
    if is_read and "enter" in request.POST and _is_entered(form, _staff(request)):
        messages.success(request, _("The notice is in force."))
        return redirect("workdays:year_list")
    context = {
        "form": form,
        "days": form.cleaned_data.get("days", []) if is_read and form.is_valid() else [],
        **_heading(_("Enter a holiday notice"), above=True),
    }
    return render(request, "workdays/notice_new.html", context, status=422 if form.errors else 200)


@require_POST
@requires(may_keep_calendar)
def notice_revoke(request: HttpRequest, notice_id: int) -> HttpResponse:
    notice = get_object_or_404(Notice, pk=notice_id)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["reason"]))
        return redirect("workdays:year_list")
    try:
        revoke_notice(notice, **form.cleaned_data, actor=_staff(request))
    except ZhenglianError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The notice is taken back."))
    return redirect("workdays:year_list")


def _is_entered(form: NoticeForm, actor: Staff) -> bool:
    values = {name: form.cleaned_data[name] for name in ("title", "published_on", "url")}
    try:
        add_notice(form.cleaned_data["year"], form.cleaned_data["days"], **values, actor=actor)
    except ZhenglianError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _next_year() -> int:
    """The first year without a notice, from this one on."""
    year = SYSTEM.now().astimezone(BEIJING).year
    known = calendar().years
    while year in known:
        year += 1
    return year


def _heading(title: str, *, above: bool = False) -> dict[str, Any]:  # Any: template context
    trail = [{"url": reverse("workdays:year_list"), "label": _("Working days")}] if above else []
    return {
        "header_title": title,
        "header_icon": "date",
        "breadcrumbs_items": [*trail, {"url": "", "label": title}],
    }


def _staff(request: HttpRequest) -> Staff:
    return cast("Staff", request.user)  # the rule has let in nobody else
