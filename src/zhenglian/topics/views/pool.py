"""The pool of topics, and the form for one's own idea."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.topics.actions.topics import propose_topic
from zhenglian.topics.forms import IdeaForm
from zhenglian.topics.rules import own_units
from zhenglian.topics.selectors.pool import Tab, cards, pool, tab_counts
from zhenglian.topics.selectors.sources import visible_sources
from zhenglian.topics.views.acting import staff_of, succeeded

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGE_SIZE = 20
LABELS = {
    Tab.NEW: gettext_lazy("New"),
    Tab.MINE: gettext_lazy("Mine"),
    Tab.CLAIMED: gettext_lazy("Claimed"),
    Tab.WRITTEN: gettext_lazy("Written"),
    Tab.DROPPED: gettext_lazy("Dropped"),
}


@requires(is_signed_in)
@require_safe
def topic_pool(request: HttpRequest) -> HttpResponse:
    """`?tab=` one of `Tab`, `?q=` words."""
    staff = staff_of(request)
    wanted = request.GET.get("tab", Tab.NEW)
    tab = Tab(wanted) if wanted in list(Tab) else Tab.NEW
    words = request.GET.get("q", "").strip()[:100]
    page = Paginator(pool(staff, tab, words), PAGE_SIZE).get_page(request.GET.get("p"))
    counts = tab_counts(staff)
    units = own_units(staff)
    context = {
        "header_title": _("Topics"),
        "header_icon": "pick",
        "breadcrumbs_items": [{"url": "", "label": _("Topics")}],
        "tabs": [(one, LABELS[one], counts[one]) for one in Tab],
        "tab": tab,
        "words": words,
        "page_rows": page,
        "cards": cards(list(page.object_list)),
        "may_work_in": {unit.pk for unit in units},
        "has_sources": visible_sources(staff).exists(),
        "idea_form": IdeaForm(units=units) if units else None,
    }
    return render(request, "topics/topic_pool.html", context)


@requires(is_signed_in)
@require_http_methods(["GET", "POST"])
def topic_propose(request: HttpRequest) -> HttpResponse:
    staff = staff_of(request)
    form = IdeaForm(request.POST or None, units=own_units(staff))
    if form.is_valid():
        act = partial(propose_topic, **form.cleaned_data, actor=staff)
        if succeeded(request, act, _("Your idea is in the pool.")):
            return redirect("topics:topic_pool")
    context = {
        "header_title": _("Propose a topic"),
        "header_icon": "pick",
        "breadcrumbs_items": [
            {"url": reverse("topics:topic_pool"), "label": _("Topics")},
            {"url": "", "label": _("Propose a topic")},
        ],
        "form": form,
    }
    return render(request, "topics/topic_propose.html", context, status=422 if form.errors else 200)
