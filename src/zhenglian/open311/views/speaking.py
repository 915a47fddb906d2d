"""What every call goes through: format by extension, jurisdiction, refusals in the same format."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils import translation

from zhenglian.kernel.errors import NotAllowed, NotFound, Transient, ZhenglianError
from zhenglian.open311 import errors
from zhenglian.open311.items import errors_answer
from zhenglian.open311.parameters import Asked
from zhenglian.open311.writing import Answer, json_of, xml_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

FORMATS = {
    "xml": ("text/xml; charset=utf-8", xml_of),
    "json": ("application/json; charset=utf-8", json_of),
}
UNREADABLE = (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError)
MOST_FILES, MOST_BYTES = 7, 10 * 2**20  # one more than a case takes, so that too many are refused as such
Speaker = Callable[..., Answer]
View = Callable[..., HttpResponse]


def speaks(*methods: str) -> Callable[[Speaker], View]:
    """A function of (request, asked, captured parts) that answers a tree becomes a view."""

    def wrap(speaker: Speaker) -> View:
        @wraps(speaker)
        def view(request: HttpRequest, form: str, **captured: Any) -> HttpResponse:  # Any: parts of the path
            if form not in FORMATS:
                return HttpResponse("404 Not Found\n", status=404, content_type="text/plain; charset=utf-8")
            if request.method == "OPTIONS":
                return _open_to_all(HttpResponse(status=204), methods)
            with translation.override(settings.LANGUAGE_CODE):
                status, answer = _spoken(speaker, request, captured, methods)
                kind, write = FORMATS[form]
                response = HttpResponse(write(answer), status=status, content_type=kind)
            return _open_to_all(response, methods)

        return view

    return wrap


def _spoken(
    speaker: Speaker, request: HttpRequest, captured: dict[str, Any], methods: tuple[str, ...]
) -> tuple[int, Answer]:
    try:
        if request.method not in {*methods, *(("HEAD",) if "GET" in methods else ())}:
            raise errors.MethodUnknown
        asked = asked_in(request)
        check_jurisdiction(asked)
        return 200, speaker(request, asked, **captured)
    except ZhenglianError as refusal:
        status = status_of(refusal)
        return status, errors_answer(status, str(refusal))
    except UNREADABLE:
        return 400, errors_answer(400, str(errors.BodyUnreadable.message))


def status_of(refusal: ZhenglianError) -> int:
    """404 for what does not exist, 403 for keys, 400 for the rest (open311.md 3); 5xx where a retry helps."""
    if isinstance(refusal, NotFound):
        return 404
    if isinstance(refusal, NotAllowed):
        return 403
    if isinstance(refusal, errors.RateExceeded):
        return 429
    return 503 if isinstance(refusal, Transient) else 400


def asked_in(request: HttpRequest) -> Asked:
    """Body and address: old clients put the key into the address of a POST."""
    address = dict(request.GET.lists())
    if request.method != "POST":
        return Asked.of(address)
    body = dict(request.POST.lists())
    files = request.FILES.lists()
    uploads: list[UploadedFile[bytes]] = [each for _name, several in files for each in several]
    return Asked.of(body, address, files=(_content(each) for each in uploads[:MOST_FILES]))


def _content(upload: UploadedFile[bytes]) -> bytes:
    """Nothing of what is too large for a photo: the case then counts it as one that cannot be used."""
    return upload.read() if (upload.size or 0) <= MOST_BYTES else b""


def check_jurisdiction(asked: Asked) -> None:
    """One is served: the site's own domain. Absent is right. Raises JurisdictionUnknown."""
    said = asked.text("jurisdiction_id").lower().removeprefix("www.")
    if said and said != own_jurisdiction():
        raise errors.JurisdictionUnknown


def own_jurisdiction() -> str:
    return (urlsplit(settings.SITE_URL).hostname or "").removeprefix("www.")


def _open_to_all(response: HttpResponse, methods: tuple[str, ...]) -> HttpResponse:
    response["Allow"] = ", ".join((*methods, *(("HEAD",) if "GET" in methods else ()), "OPTIONS"))
    if "GET" in methods:
        response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-store"  # what is withdrawn from the public is gone at once
    return response
