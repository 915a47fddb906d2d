"""Photos and documents of a case for an officer's browser: shown as what they are, never run, never kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from zhenglian.cases.actions.files import file_bytes
from zhenglian.cases.enums import EvidenceKind
from zhenglian.cases.errors import FileGone
from zhenglian.cases.views.desk_acting import LARGEST_ID, case_or_404, reads_cases
from zhenglian.kernel.access import requires

if TYPE_CHECKING:
    from django.http import HttpRequest


@requires(reads_cases)
@require_safe
def photo(request: HttpRequest, number: str, photo_id: int) -> HttpResponse:
    """`?hidden=1`: the copy with faces and plates hidden."""
    found = get_object_or_404(case_or_404(request, number).photos, pk=min(photo_id, LARGEST_ID))
    is_hidden = "hidden" in request.GET
    if is_hidden and not found.blurred_digest:
        raise Http404
    if is_hidden:
        return _sent(found.blurred_digest, "image/jpeg", "inline")
    return _sent(found.digest, found.mime, "inline")


@requires(reads_cases)
@require_safe
def document(request: HttpRequest, number: str, evidence_id: int) -> HttpResponse:
    """Only downloaded."""
    rows = case_or_404(request, number).evidence.filter(kind=EvidenceKind.DOCUMENT)
    found = get_object_or_404(rows, pk=min(evidence_id, LARGEST_ID))
    name = f'attachment; filename="{number}-{found.pk}.pdf"'
    return _sent(found.digest, "application/octet-stream", name)


def _sent(digest: str, mime: str, disposition: str) -> HttpResponse:
    try:
        data = file_bytes(digest)
    except FileGone as reason:
        raise Http404 from reason
    response = HttpResponse(data, content_type=mime)
    response["Content-Disposition"] = disposition
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
