"""Search. Its answers are not kept: there are as many as there are questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zhenglian.kernel.access import public
from zhenglian.portal import selectors
from zhenglian.portal.views.pages import page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MAX_QUERY = 60  # characters


@public("search in what is published")
@require_safe
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    query = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MAX_QUERY]
    found = selectors.found_articles(query)
    page = None if found is None else page_of(request, found)
    hits = [] if page is None else [selectors.hit(article, query) for article in page.object_list]
    context = {"query": query, "page": page, "hits": hits, "columns": selectors.shown_columns()}
    response = render(request, "portal/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
