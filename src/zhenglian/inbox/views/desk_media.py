"""A citizen's file for an officer's browser: shown as what it is, never run, never kept by the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from zhenglian.inbox.actions.media import read_media
from zhenglian.inbox.errors import MayNotRead, MediaNotStored
from zhenglian.inbox.models import Media
from zhenglian.inbox.views.desk_acting import LARGEST_ID, matter_or_404, reads_inbox, staff_of
from zhenglian.kernel.access import requires

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN = ("image/", "audio/", "video/")  # anything else is only downloaded


@requires(reads_inbox)
@require_safe
def media(request: HttpRequest, matter_id: int, media_id: int) -> HttpResponse:
    """A file of the matter's conversation."""
    if media_id > LARGEST_ID:
        raise Http404
    conversation = matter_or_404(request, matter_id).conversation_id
    found = get_object_or_404(
        Media.objects.select_related("message__conversation__unit"),
        pk=media_id,
        message__conversation=conversation,
    )
    try:
        stored = read_media(found, actor=staff_of(request))
    except MediaNotStored as reason:
        raise Http404 from reason
    except MayNotRead as reason:
        raise PermissionDenied from reason
    is_shown = stored.mime.startswith(SHOWN) and stored.mime != "image/svg+xml"
    response = HttpResponse(stored.data, content_type=stored.mime if is_shown else "application/octet-stream")
    response["Content-Disposition"] = "inline" if is_shown else f'attachment; filename="file-{media_id}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
