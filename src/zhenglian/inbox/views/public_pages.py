"""What the public pages of the inbox share: never kept, never listed, no cookie, and only our own forms."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from zhenglian.inbox.handles import sender_digest
from zhenglian.kernel.access import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PageView = Callable[..., "HttpResponse"]
FIRST_HALF_OF_IPV6 = 4  # a household has all addresses with the same first four groups


def letter_page(reason: str, *, is_listed: bool = False) -> Callable[[PageView], PageView]:
    """Declares a public page of letters.

    Instead of Django's token, which needs a cookie that in-app browsers drop, a form is only taken when the
    browser does not say that it stood on another site. There is no session whose rights could be abused.
    """

    def declare(view: PageView) -> PageView:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # Any: views differ
            if request.method == "POST" and not is_from_here(request):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            response.headers["Cache-Control"] = "no-store"
            if not is_listed:
                response.headers["X-Robots-Tag"] = "noindex"
            return response

        exempt: PageView = csrf_exempt(page)
        return public(reason)(exempt)

    return declare


def is_from_here(request: HttpRequest) -> bool:
    if request.headers.get("Sec-Fetch-Site", "same-origin") == "cross-site":
        return False
    origin = request.headers.get("Origin", "")
    return origin in ("", "null") or urlsplit(origin).netloc == request.get_host()


def place_of(request: HttpRequest) -> str:
    """The keyed digest of where a request comes from: counted, never kept as an address."""
    address = request.META.get("REMOTE_ADDR", "")
    with suppress(ValueError):  # a socket has no address
        found = ip_address(address.partition("%")[0])
        mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
        full = (mapped or found).exploded  # written short, the groups of zeros in it cannot be counted
        address = ":".join(full.split(":")[:FIRST_HALF_OF_IPV6])
    return sender_digest(address)


def page(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    return render(request, f"inbox/public/{template}.html", context, status=status)
