"""Remembers where a request comes from, for the entries that are written during it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from zhenglian.kernel.origin import Origin, acting_from


class RequestOriginMiddleware:
    """REMOTE_ADDR only: a forwarded header is the sender's own claim (the server sets REMOTE_ADDR)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting_from(Origin(address=request.META.get("REMOTE_ADDR", ""), via="web")):
            return self.get_response(request)
