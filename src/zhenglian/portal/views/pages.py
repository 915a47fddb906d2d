"""Home, lists, the article, the accessibility statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from zhenglian.channels.shelf import tombstone
from zhenglian.kernel.access import public
from zhenglian.newsroom.api import Column
from zhenglian.portal import selectors
from zhenglian.portal.structured_data import ArticleFacts, article_graph, site_graph
from zhenglian.portal.views.errors import page_gone
from zhenglian.portal.views.keeping import kept_until_changed

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from zhenglian.portal.models import PublishedArticle
    from zhenglian.portal.selectors import ArticleView

PAGE_LENGTH = 20


@public("the home page")
@require_safe
@kept_until_changed
def home(request: HttpRequest) -> HttpResponse:
    graph = site_graph(site=settings.SITE_URL, publisher=settings.SITE_NAME)
    return render(request, "portal/home.html", {"front": selectors.front_page(), "graph": graph})


@public("all articles that were published")
@require_safe
@kept_until_changed
def latest(request: HttpRequest) -> HttpResponse:
    return _list(request, None)


@public("a column's published articles")
@require_safe
@kept_until_changed
def column(request: HttpRequest, slug: str) -> HttpResponse:
    return _list(request, get_object_or_404(Column, slug=slug))


@public("an article as it was delivered to the website")
@require_safe
@kept_until_changed
def article(request: HttpRequest, slug: str) -> HttpResponse:
    row = selectors.article_row(slug)
    if row is None:
        raise Http404
    if row.withdrawn_at is not None:
        return page_gone(request, tombstone(row.url))
    view = selectors.article_view(row)
    if view is None:
        raise Http404
    context = {"view": view, "payload": view.payload, "column": row.column, "graph": _graph(view)}
    return render(request, "portal/article.html", context)


@public("what we do for readers with disabilities")
@require_safe
@kept_until_changed
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")


def _list(request: HttpRequest, column: Column | None) -> HttpResponse:
    page = page_of(request, selectors.published_in(column))
    lines = selectors.with_covers(page.object_list)
    return render(request, "portal/list.html", {"column": column, "page": page, "lines": lines})


def page_of(request: HttpRequest, rows: QuerySet[PublishedArticle]) -> Page[PublishedArticle]:
    """The page that the address asks for. Raises Http404 for one that is not there."""
    try:
        return Paginator(rows, PAGE_LENGTH).page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as reason:
        raise Http404 from reason


def _graph(view: ArticleView) -> dict[str, object]:
    facts = ArticleFacts(
        url=view.row.url,
        headline=view.payload.title,
        description=view.payload.digest,
        section=view.row.column.name if view.row.column else "",
        author=view.payload.author,
        published_at=view.copy.first_published_at,
        modified_at=view.copy.updated_at,
        image=settings.SITE_URL + view.cover.file.url if view.cover else "",
        corrections=tuple((correction.note, correction.live_at) for correction in view.corrections),
    )
    return article_graph(facts, site=settings.SITE_URL, publisher=settings.SITE_NAME)
