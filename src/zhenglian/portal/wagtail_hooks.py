"""Who may fetch an attachment: readers get the bytes that were approved and delivered, staff all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from wagtail import hooks

from zhenglian.channels.shelf import addresses_carrying
from zhenglian.kernel.access import is_signed_in
from zhenglian.kernel.digests import sha256_hex
from zhenglian.portal.models import PublishedArticle

if TYPE_CHECKING:
    from django.http import HttpRequest


@hooks.register("before_serve_document")
def only_what_was_delivered(document: Any, request: HttpRequest) -> None:  # Any: Wagtail is untyped
    """404 for the file of a draft or a withdrawn article, and for one exchanged after the release."""
    if is_signed_in(request):
        return
    try:
        with document.file.storage.open(document.file.name, "rb") as file:
            digest = sha256_hex(file.read())
    except OSError as reason:
        raise Http404 from reason
    if not PublishedArticle.objects.shown().filter(url__in=addresses_carrying(digest)).exists():
        raise Http404
