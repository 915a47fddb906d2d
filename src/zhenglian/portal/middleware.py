"""What a reader chose: language and large print, by parameter or cookie.

Chinese is what everybody gets who chose nothing: a browser's language says little about a citizen's, nor
about an official's. On the staff side the account's own language wins: Wagtail sees to that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from zhenglian.portal.enums import COOKIE_AGE_S, MODE_COOKIE, Mode

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

STAFF_SIDE = "/staff/"


def chosen_mode(request: HttpRequest) -> Mode:
    for said in (request.GET.get("mode"), request.COOKIES.get(MODE_COOKIE)):
        if said in Mode.values:
            return Mode(said)
    return Mode.STANDARD


def chosen_language(request: HttpRequest) -> str:
    known = dict(settings.LANGUAGES)
    for said in (request.GET.get("lang"), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)):
        if said in known:
            return said
    return settings.LANGUAGE_CODE


class ReaderChoices(LocaleMiddleware):
    """Stands in the place of Django's `LocaleMiddleware`, which keeps answering for the staff side."""

    def process_request(self, request: HttpRequest) -> None:
        translation.activate(chosen_language(request))
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith(STAFF_SIDE):
            return super().process_response(request, response)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
            response.headers.setdefault("Content-Language", "zh-CN")
            _remember(request, response)
        return response


def _remember(request: HttpRequest, response: HttpResponseBase) -> None:
    """A choice in the address becomes a cookie: it holds for the pages that follow."""
    choices = (
        ("mode", MODE_COOKIE, Mode.values),
        ("lang", settings.LANGUAGE_COOKIE_NAME, list(dict(settings.LANGUAGES))),
    )
    for parameter, cookie, known in choices:
        value = request.GET.get(parameter)
        if value in known:
            response.set_cookie(
                cookie, value, max_age=COOKIE_AGE_S, samesite="Lax", secure=request.is_secure(), httponly=True
            )
