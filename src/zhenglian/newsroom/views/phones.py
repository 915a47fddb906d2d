"""One platform's rendering as its reader sees it, for the frames on the desk's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from zhenglian.accounts.api import accounts
from zhenglian.accounts.enums import Platform
from zhenglian.channels.api import asset
from zhenglian.channels.errors import PayloadMissing, PictureMissing
from zhenglian.channels.shelf import with_asset_addresses
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.newsroom.selectors.drafts import subject_of
from zhenglian.newsroom.selectors.versions import payloads_of_version
from zhenglian.newsroom.views.acting import article_or_404
from zhenglian.reviews.api import reviews_on

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.channels.api import Payload
    from zhenglian.newsroom.models import ArticlePage

SHOWN = (Platform.WECHAT, Platform.WEIBO, Platform.WEBSITE)
PHONES = [(platform.value, platform.label) for platform in SHOWN]


@requires(is_signed_in)
@require_safe
@xframe_options_sameorigin
def phone_frame(request: HttpRequest, article_id: int, platform: str) -> HttpResponse:
    """The newest draft, or with `?round=` the exact bytes submitted in that round."""
    article = article_or_404(article_id)
    payload = _payload(request, article, platform)
    context: dict[str, Any] = {
        "payload": payload,
        "account": _account_name(article, platform),
    }  # Any: a context
    context |= {"picture": _first_picture(payload), "body": with_asset_addresses(_body(payload))}
    return render(request, f"newsroom/desk/phone_{platform}.html", context)


def _payload(request: HttpRequest, article: ArticlePage, platform: str) -> Payload:
    number = request.GET.get("round", "")
    version = None
    if number.isdigit():
        version = get_object_or_404(reviews_on(subject_of(article)), round=int(number))
    try:
        return payloads_of_version(article, version)[platform]
    except (PayloadMissing, KeyError) as reason:
        raise Http404 from reason


def _body(payload: Payload) -> str:
    return str(getattr(payload, "content_html", "") or getattr(payload, "body_html", ""))


def _first_picture(payload: Payload) -> str:
    """Address of the cover, or of Weibo's one picture; "" without one."""
    name = getattr(payload, "cover", "") or getattr(payload, "picture", "")
    if not name or name not in payload.pictures:
        return ""
    try:
        return str(asset(name).file.url)
    except PictureMissing:
        return ""


def _account_name(article: ArticlePage, platform: str) -> str:
    """Of the first account of the platform that the article's unit can speak on."""
    unit = article.unit
    found = accounts().filter(platform=platform)
    own = [account for account in found if unit is not None and unit.path.startswith(account.unit.path)]
    first = next(iter(own or found), None)
    return first.name if first else str(unit or "")
