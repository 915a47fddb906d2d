"""Settings of the peer: the same site, kept by Django's own cache middleware in the process's memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from zhenglian.config.settings import *  # noqa: F403
from zhenglian.config.settings import MIDDLEWARE as OURS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware",
    "benchmarks.peer.kept_for_ten_minutes",
    *OURS,
    "django.middleware.cache.FetchFromCacheMiddleware",
]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CACHE_MIDDLEWARE_SECONDS = 600


def kept_for_ten_minutes(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Our pages ask browsers to come back each time; Django's cache would take that as its own order."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Cache-Control"] = "max-age=600"
        return response

    return answer
