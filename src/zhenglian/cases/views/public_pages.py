"""What the public pages of cases share: never kept, no cookie, only our own forms, and files of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from zhenglian.cases.actions.files import file_bytes
from zhenglian.cases.errors import FileGone
from zhenglian.kernel.access import public
from zhenglian.kernel.strangers import Attempts, is_from_here

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.http import HttpRequest

PageView = Callable[..., HttpResponse]
PAGE_LENGTH = 20
REPORTS = Attempts(most=20, within=timedelta(hours=1))
# Photos of forms that are not sent yet; beyond it nobody from there displaces what others wait to send.
UNSENT_PHOTOS = Attempts(most=120, within=timedelta(hours=1))


def case_page_view(reason: str, *, is_listed: bool = False) -> Callable[[PageView], PageView]:
    """Declares a public page. `is_listed`: search engines may have it; pages behind a code never."""

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


def page(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    return render(request, f"cases/public/{template}.html", context, status=status)


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:  # Any: cases or answers
    """The page that the address asks for. Raises Http404 for one that is not there."""
    try:
        return Paginator(rows, PAGE_LENGTH).page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as reason:
        raise Http404 from reason


def rest_of_query(request: HttpRequest, *, but: tuple[str, ...] = ("page",)) -> str:
    """What links inside a list repeat: everything but what they change, with an `&` at its end."""
    kept = request.GET.copy()
    for name in (*but, "mode", "lang"):
        kept.pop(name, None)
    return f"{kept.urlencode()}&" if kept else ""


def file_answer(digest: str, mime: str) -> HttpResponse:
    """A stored file; shown, never run. Raises Http404."""
    try:
        answer = HttpResponse(file_bytes(digest), content_type=mime)
    except FileGone as reason:
        raise Http404 from reason
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if not mime.startswith("image/"):
        answer.headers["Content-Disposition"] = 'attachment; filename="document.pdf"'
    return answer
