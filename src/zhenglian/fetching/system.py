"""The one fetcher of this process, as the operator configured it."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from zhenglian.fetching.fetcher import Fetcher


@cache
def system_fetcher() -> Fetcher:
    """Kept between jobs, so that it remembers robots.txt and what each host asked for."""
    return Fetcher(allow=frozenset(settings.FETCH_ALLOW), contact=settings.SITE_URL)
