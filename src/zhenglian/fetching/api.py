"""The front door of fetching: reading other people's pages without harm to them or to us."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from zhenglian.fetching.fetched import Fetched
from zhenglian.fetching.fetcher import Fetcher
from zhenglian.fetching.manners import Manners
from zhenglian.fetching.robots import parse_robots

__all__ = ["Fetched", "Fetcher", "Manners", "parse_robots", "system_fetcher"]


@cache
def system_fetcher() -> Fetcher:
    """The one fetcher of this process, as the operator configured it; it knows its manners between jobs."""
    return Fetcher(allow=frozenset(settings.FETCH_ALLOW), contact=settings.SITE_URL)
