"""Pages for what is not there, no longer there, forbidden, or went wrong. None of them is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template

from zhenglian.kernel.access import public

if TYPE_CHECKING:
    from django.http import HttpRequest

    from zhenglian.channels.shelf import Tombstone


@public("the answer for an address that never was")
def page_missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return render(request, "404.html", status=404)


@public("the answer for an article that was withdrawn")
def page_gone(request: HttpRequest, stone: Tombstone | None = None) -> HttpResponse:
    """`stone` says since when and why; None for an article that was taken off without the ledger."""
    response = render(request, "410.html", {"stone": stone}, status=410)
    response.headers["Cache-Control"] = "no-store"
    return response


@public("the answer when something went wrong")
def page_broken(_request: HttpRequest) -> HttpResponse:
    """Without the frame: whatever broke may be what the frame needs."""
    return HttpResponseServerError(get_template("500.html").render())
