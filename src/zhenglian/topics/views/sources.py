"""The watched sources: list, add, change, pause, and a reading on trial that keeps nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhenglian.fetching.api import system_fetcher
from zhenglian.fetching.errors import FetchRefused
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.clock import SYSTEM
from zhenglian.topics.actions.read_sources import try_source
from zhenglian.topics.actions.sources import add_source, change_source, set_reading
from zhenglian.topics.errors import ReadRefused
from zhenglian.topics.forms import SourceForm
from zhenglian.topics.models import Source
from zhenglian.topics.rules import can_work_on, own_units
from zhenglian.topics.selectors.sources import source_rows
from zhenglian.topics.views.acting import source_or_404, staff_of, succeeded

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SHOWN = 10  # entries of a trial


@requires(is_signed_in)
@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    staff = staff_of(request)
    units = {unit.pk for unit in own_units(staff)}
    context = {
        "header_title": _("Watched sources"),
        "header_icon": "globe",
        "breadcrumbs_items": _crumbs(_("Watched sources"), is_list=True),
        "rows": source_rows(staff, now=SYSTEM.now()),
        "units": units,
        "may_add": bool(units),
    }
    return render(request, "topics/source_list.html", context)


@requires(is_signed_in)
@require_http_methods(["GET", "POST"])
def source_add(request: HttpRequest) -> HttpResponse:
    units = own_units(staff_of(request))
    if not units:
        raise PermissionDenied
    form = SourceForm(request.POST or None, units=units)
    return _form_page(request, form, None)


@requires(is_signed_in)
@require_http_methods(["GET", "POST"])
def source_edit(request: HttpRequest, source_id: int) -> HttpResponse:
    source = source_or_404(request, source_id)
    if not can_work_on(staff_of(request), source.unit):
        raise PermissionDenied
    initial = SourceForm.initial_of(source)
    form = SourceForm(request.POST or None, units=own_units(staff_of(request)), initial=initial)
    return _form_page(request, form, source)


@requires(is_signed_in)
@require_POST
def source_pause(request: HttpRequest, source_id: int) -> HttpResponse:
    """Pauses what is read, resumes what is not."""
    source = source_or_404(request, source_id)
    act = partial(set_reading, source, is_active=not source.is_active, actor=staff_of(request))
    done = _("It is no longer read.") if source.is_active else _("It is read again within a minute.")
    succeeded(request, act, done)
    return redirect("topics:source_list")


def _form_page(request: HttpRequest, form: SourceForm, source: Source | None) -> HttpResponse:
    trial: dict[str, Any] = {}  # Any: a template's context
    if form.is_valid():
        if "try" in request.POST:
            trial = _trial(form)
        elif _saved(request, form, source):
            return redirect("topics:source_list")
    title = _("Change the source") if source else _("Watch a source")
    context = {
        "header_title": title,
        "header_icon": "globe",
        "breadcrumbs_items": _crumbs(title),
        "form": form,
        "source": source,
        **trial,
    }
    return render(request, "topics/source_form.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, form: SourceForm, source: Source | None) -> bool:
    staff = staff_of(request)
    if source is None:
        act = partial(add_source, form.facts(), actor=staff)
        return succeeded(request, act, _("Saved. It is read within a minute."))
    act = partial(change_source, source, form.facts(), actor=staff)
    return succeeded(request, act, _("Saved."))


def _trial(form: SourceForm) -> dict[str, Any]:  # Any: a template's context
    """Reads what the form says, now, and keeps nothing."""
    source = Source(**form.facts())
    try:
        found = try_source(source, fetcher=system_fetcher())
    except (FetchRefused, ReadRefused) as refusal:
        return {"was_tried": True, "refusal": str(refusal)}
    return {"was_tried": True, "found": found[:SHOWN], "found_count": len(found)}


def _crumbs(title: str, *, is_list: bool = False) -> list[dict[str, str]]:
    path = [{"url": reverse("topics:topic_pool"), "label": _("Topics")}]
    if not is_list:
        path.append({"url": reverse("topics:source_list"), "label": _("Watched sources")})
    return [*path, {"url": "", "label": title}]
