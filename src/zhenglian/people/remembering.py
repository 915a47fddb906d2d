"""While a page is only read, a person's postings are asked once and not by every menu entry and rule anew.

Nothing is remembered while something is decided (POST) or in jobs; a simulation whose offices stay as they
are may ask for it (`standing_postings`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from zhenglian.people.models import Posting

_standing: ContextVar[dict[int, list[Posting]] | None] = ContextVar("standing_postings", default=None)
_known: ContextVar[dict[int, list[Posting]] | None] = ContextVar("known_postings", default=None)


def remembered_postings(staff_id: int, ask: Callable[[], list[Posting]]) -> list[Posting]:
    """What `ask` answers, or answered before in this request. A list of its own for each who asks."""
    known = _known.get()
    if known is None:
        return ask()
    if staff_id not in known:
        known[staff_id] = ask()
    return list(known[staff_id])


@contextmanager
def standing_postings() -> Iterator[None]:
    """For a run on a throw-away database in which nobody is appointed or stands in: asked once each."""
    token = _standing.set({})
    try:
        yield
    finally:
        _standing.reset(token)


def postings_while_standing(staff_id: int, ask: Callable[[], list[Posting]]) -> list[Posting]:
    """What `ask` answers, or answered before within `standing_postings`, whatever the day."""
    known = _standing.get()
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
