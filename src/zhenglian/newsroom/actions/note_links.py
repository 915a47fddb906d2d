"""Tells the checks which addresses articles link to, so that they are asked whether they still answer."""

from __future__ import annotations

from datetime import timedelta

from zhenglian.checks import api as checks
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom.checks.addresses import links_of
from zhenglian.newsroom.checks.places import places_of
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.selectors.drafts import draft_of

WORKED_ON = timedelta(days=30)
MOST = 300  # articles


def note_links(*, clock: Clock = SYSTEM) -> int:
    """Of the newest drafts of articles edited in the last month; returns how many addresses are new."""
    since = clock.now() - WORKED_ON
    recent = ArticlePage.objects.filter(latest_revision_created_at__gte=since)
    articles = recent.order_by("-latest_revision_created_at")[:MOST]
    urls = {link.url for article in articles for link in _links(article)}
    return checks.watch_links(urls, clock=clock)


def _links(article: ArticlePage) -> list[checks.Link]:
    draft = draft_of(article)
    return links_of(draft, places_of(draft))
