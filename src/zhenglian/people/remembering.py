"""While a page is only read, a person's postings are asked once and not by every menu entry and rule anew.

Nothing is remembered while something is decided (POST), in jobs, or for any clock but the system's.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from zhenglian.people.models import Posting

_known: ContextVar[dict[int, list[Posting]] | None] = ContextVar("known_postings", default=None)


def remembered_postings(staff_id: int, ask: Callable[[], list[Posting]]) -> list[Posting]:
    """What `ask` answers, or answered before in this request. A list of its own for each who asks."""
    known = _known.get()
    if known is None:
        return ask()
    if staff_id not in known:
        known[staff_id] = ask()
    return list(known[staff_id])


class RememberPostings:
    """Middleware. Around GET and HEAD only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        token = _known.set({})
        try:
            return self.get_response(request)
        finally:
            _known.reset(token)
