"""The page of alarms: what is red now and what to do about it, and what was."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhenglian.alarms.selectors import judged, past_alarms, watches
from zhenglian.alarms.watches import label_of
from zhenglian.alarms.wording import span
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.clock import SYSTEM

PAGE_SIZE = 25


@require_GET
@requires(is_signed_in)
def alarm_page(request: HttpRequest) -> HttpResponse:
    """Asked now, not read from the rows: it is right even while nothing rings."""
    everything = watches()
    found = judged(everything, clock=SYSTEM)
    names = {red.name for red in found}
    page = Paginator(past_alarms(), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "header_title": _("Alarms"),
        "header_icon": "warning",
        "breadcrumbs_items": [{"url": "", "label": _("Alarms")}],
        "reds": [(red, span(red.age)) for red in sorted(found, key=lambda red: red.watch.is_warning)],
        "calm": [(each.label, span(each.bound)) for each in everything if each.name not in names],
        "page": page,
        "past": [
            (alarm, label_of(alarm.watch), span(alarm.closed_at - alarm.opened_at))
            for alarm in page.object_list
            if alarm.closed_at is not None
        ],
    }
    return render(request, "alarms/alarm_page.html", context)
