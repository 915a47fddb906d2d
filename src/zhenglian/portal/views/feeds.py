"""Feeds of all articles and of each column, in three formats, with conditional answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from zhenglian.kernel.access import public
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.digests import sha256_hex
from zhenglian.newsroom.api import Column
from zhenglian.portal import selectors
from zhenglian.portal.feeds import Entry, Feed, Retraction, atom, json_feed, limited, rss
from zhenglian.portal.texts import absolute_addresses
from zhenglian.portal.views.keeping import kept_until_changed

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from zhenglian.portal.models import PublishedArticle

FEED_LENGTH = 40
WRITERS: dict[str, tuple[Callable[[Feed], bytes], str]] = {
    "rss": (rss, "application/rss+xml; charset=utf-8"),
    "atom": (atom, "application/atom+xml; charset=utf-8"),
    "json": (json_feed, "application/feed+json; charset=utf-8"),
}
ALL = "all"


@public("feeds of what is published")
@require_safe
@kept_until_changed
def feed(request: HttpRequest, name: str, kind: str) -> HttpResponseBase:
    """`name`: "all" or a column's address."""
    if kind not in WRITERS:
        raise Http404
    column = None if name == ALL else get_object_or_404(Column, slug=name)
    write, content_type = WRITERS[kind]
    body = write(feed_of(column, f"{settings.SITE_URL}{request.path}"))
    etag = f'"{sha256_hex(body)[:24]}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    return HttpResponse(body, content_type=content_type, headers={"ETag": etag})


def feed_of(column: Column | None, feed_url: str) -> Feed:
    rows = selectors.published_in(column).select_related("article", "column")[:FEED_LENGTH]
    entries = [entry for row in rows if (entry := entry_of(row)) is not None]
    home = settings.SITE_URL + (f"/columns/{column.slug}/" if column else "/")
    title = f"{settings.SITE_NAME} · {column.name}" if column else settings.SITE_NAME
    description = column.description if column else selectors.imprint().description
    updated = selectors.last_change(column) or SYSTEM.now().replace(hour=0, minute=0, second=0, microsecond=0)
    gone = tuple(
        Retraction(stone.url, stone.withdrawn_at, stone.reason)
        for stone in selectors.retractions(column, FEED_LENGTH)
    )
    return Feed(title, description, home, feed_url, updated, limited(entries), gone)


def entry_of(row: PublishedArticle) -> Entry | None:
    """None when the website was given nothing for it."""
    view = selectors.article_view(row)
    if view is None:
        return None
    return Entry(
        url=row.url,
        title=view.payload.title,
        summary=view.payload.digest,
        html=_corrections(view) + absolute_addresses(view.body_html, settings.SITE_URL),
        author=view.payload.author,
        category=row.column.name if row.column else "",
        published_at=view.copy.first_published_at,
        updated_at=view.copy.updated_at,
        image=settings.SITE_URL + view.cover.file.url if view.cover else "",
    )


def _corrections(view: selectors.ArticleView) -> str:
    """In Chinese whoever reads: a feed has one language."""
    return "".join(
        format_html("<p><strong>更正（{}）：</strong>{}</p>", f"{localtime(one.live_at):%Y-%m-%d}", one.note)
        for one in view.corrections
    )
