"""Uploaded files. Readers get the pictures of delivered articles; drafts and originals are for staff.

In production the proxy in front may serve `/media/assets/` from the folder itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.views.decorators.http import require_safe
from django.views.static import serve

from zhenglian.kernel.access import is_signed_in, public, requires
from zhenglian.portal.views.keeping import kept, kept_for_good

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

# A file that a browser takes for a page may do nothing (an SVG with a script).
HARMLESS = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"


@public("pictures named by the digest of their bytes")
@require_safe
@kept_for_good
def asset(request: HttpRequest, path: str) -> HttpResponseBase:
    return _file(request, path, Path(settings.MEDIA_ROOT) / "assets")


@requires(is_signed_in)
@require_safe
@kept(private=True, max_age=600)
def upload(request: HttpRequest, path: str) -> HttpResponseBase:
    return _file(request, path, Path(settings.MEDIA_ROOT))


def _file(request: HttpRequest, path: str, root: Path) -> HttpResponseBase:
    """Django refuses a path that leaves `root`, so each door has a root of its own."""
    response = serve(request, path, document_root=str(root))
    response.headers["Content-Security-Policy"] = HARMLESS
    return response
