"""One matter: its page, what of it is asked again while it is open, and what the officer is typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from zhenglian.inbox.actions.notes import keep_typed, mark_read
from zhenglian.inbox.views.desk_acting import matter_or_404, reads_inbox, staff_of
from zhenglian.inbox.views.desk_page import live_part, matter_page
from zhenglian.kernel.access import requires
from zhenglian.kernel.errors import ZhenglianError

if TYPE_CHECKING:
    from django.http import HttpRequest


@requires(reads_inbox)
@require_safe
def matter(request: HttpRequest, matter_id: int) -> HttpResponse:
    """`?part=1`: what changes while it is open; `?all=1`: older messages too; `?template=` to begin with."""
    found = matter_or_404(request, matter_id)
    if "part" in request.GET:
        return live_part(request, found)
    return matter_page(request, found)


@requires(reads_inbox)
@require_POST
def seen(request: HttpRequest, matter_id: int) -> HttpResponse:
    """`up_to`: the last message on the screen. 204."""
    found, up_to = matter_or_404(request, matter_id), request.POST.get("up_to", "")
    if up_to.isascii() and up_to.isdigit() and len(up_to) < 19:  # noqa: PLR2004  digits of a number in the table
        mark_read(found.conversation, up_to=int(up_to), actor=staff_of(request))
    return HttpResponse(status=204)


@requires(reads_inbox)
@require_POST
def typed(request: HttpRequest, matter_id: int) -> HttpResponse:
    """Keeps `text`. 204; 409 with the reason when it cannot be kept."""
    found = matter_or_404(request, matter_id)
    try:
        keep_typed(found, request.POST.get("text", ""), actor=staff_of(request))
    except ZhenglianError as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)
