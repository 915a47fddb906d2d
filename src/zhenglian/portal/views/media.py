"""Uploaded files. Readers get the pictures of delivered articles; drafts and originals are for staff.

In production the proxy in front may serve `/media/assets/` from the folder itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.views.decorators.http import require_safe
from django.views.static import serve

from zhenglian.kernel.access import is_signed_in, public, requires
from zhenglian.portal.views.keeping import kept_for_good

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

# A file that a browser takes for a page may do nothing (an SVG with a script).
HARMLESS = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"


@public("pictures named by the digest of their bytes")
@require_safe
@kept_for_good
def asset(request: HttpRequest, path: str) -> HttpResponseBase:
    return _file(request, f"assets/{path}")


@requires(is_signed_in)
@require_safe
def upload(request: HttpRequest, path: str) -> HttpResponseBase:
    response = _file(request, path)
    response.headers["Cache-Control"] = "private, max-age=600"
    return response


def _file(request: HttpRequest, path: str) -> HttpResponseBase:
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response.headers["Content-Security-Policy"] = HARMLESS
    return response
