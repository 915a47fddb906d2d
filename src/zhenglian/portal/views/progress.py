"""One place for every receipt code: of a letter or of a report, it leads to the page behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from zhenglian.kernel.access import public
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.receipts import WRONG_CODES, page_of_code
from zhenglian.kernel.strangers import is_from_here, place_of
from zhenglian.portal.errors import CodeUnknown, TooManyWrongCodes
from zhenglian.portal.forms import CodeForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FINE, REFUSED, NOT_FOUND, TOO_MANY = 200, 400, 404, 429


@public("whoever holds a code may look up what stands behind it")
@csrf_exempt  # a form without cookie or session: `is_from_here` stands in for the token
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, CodeForm(), FINE)
    if not is_from_here(request):
        raise PermissionDenied
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, form, REFUSED)
    address = page_of_code(form.cleaned_data["code"])
    return HttpResponseRedirect(address) if address else _wrong(request, form)


def _wrong(request: HttpRequest, form: CodeForm) -> HttpResponse:
    place, now = place_of(request), SYSTEM.now()
    is_shut = WRONG_CODES.are_too_many(place, now=now)
    if not is_shut:
        WRONG_CODES.note(place, now=now)
    form.add_error("code", str(TooManyWrongCodes() if is_shut else CodeUnknown()))
    return _page(request, form, TOO_MANY if is_shut else NOT_FOUND)


def _page(request: HttpRequest, form: CodeForm, status: int) -> HttpResponse:
    shown = render(request, "portal/progress.html", {"form": form}, status=status)
    shown.headers["Cache-Control"] = "no-store"
    if status != FINE:
        shown.headers["X-Robots-Tag"] = "noindex"
    return shown
