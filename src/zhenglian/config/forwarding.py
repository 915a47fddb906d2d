"""Who really asks, when a proxy stands in front: believed only from the operator's own proxies."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def client_address(remote: str, forwarded: str, trusted: Iterable[str]) -> str:
    """The nearest address in X-Forwarded-For that is not a trusted proxy; `remote` when it is none itself.

    Read from the right: whatever stands further left was written by the sender and may be invented.
    """
    proxies = set(trusted)
    if remote not in proxies:
        return remote
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    strangers = [hop for hop in hops if hop not in proxies]
    return strangers[-1] if strangers else remote


class ForwardedMiddleware:
    """Puts the reader's address into REMOTE_ADDR and the outer scheme where Django reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        remote = request.META.get("REMOTE_ADDR", "")
        if remote in settings.TRUSTED_PROXIES:
            forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
            request.META["REMOTE_ADDR"] = client_address(remote, forwarded, settings.TRUSTED_PROXIES)
            request.META["wsgi.url_scheme"] = request.META.get("HTTP_X_FORWARDED_PROTO", request.scheme)
        return self.get_response(request)
