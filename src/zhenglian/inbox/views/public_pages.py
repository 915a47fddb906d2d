"""What the public pages of the inbox share: never kept, never listed, no cookie, and only our own forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from zhenglian.inbox.handles import sender_digest
from zhenglian.kernel.access import public
from zhenglian.kernel.strangers import is_from_here, network_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PageView = Callable[..., "HttpResponse"]


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


def place_of(request: HttpRequest) -> str:
    """The keyed digest of where a request comes from: counted, never kept as an address."""
    return sender_digest(network_of(request))


def page(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    return render(request, f"inbox/public/{template}.html", context, status=status)
