"""What search engines ask for: robots.txt and the sitemap."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from django.conf import settings
from django.http import HttpResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from zhenglian.kernel.access import public
from zhenglian.portal import selectors
from zhenglian.portal.texts import legal_xml
from zhenglian.portal.views.keeping import kept_until_changed

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
MAX_ADDRESSES = 50_000


@public("robots.txt")
@require_safe
@kept_until_changed
def robots(_request: HttpRequest) -> HttpResponse:
    """The staff side is guarded by log-in, not by this; it only saves the robots' time (RFC 9309)."""
    lines = [
        "User-agent: *",
        "Disallow: /staff/",
        "Disallow: /search/",
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@public("the sitemap")
@require_safe
@kept_until_changed
def sitemap(_request: HttpRequest) -> HttpResponse:
    root = ET.Element("urlset", xmlns=SITEMAP)
    newest = selectors.last_change()
    _address(root, "/", newest)
    _address(root, "/news/", newest)
    for column in selectors.shown_columns():
        _address(root, f"/columns/{column.slug}/", selectors.last_change(column))
    _address(root, "/accessibility/", None)
    rows = selectors.published_in(None).values_list("slug", "updated_at")
    for slug, updated_at in rows[: MAX_ADDRESSES - len(root)]:
        _address(root, f"/news/{slug}/", updated_at)
    return HttpResponse(
        ET.tostring(root, encoding="utf-8", xml_declaration=True), content_type="application/xml"
    )


def _address(root: ET.Element, path: str, changed_at: datetime | None) -> None:
    element = ET.SubElement(root, "url")
    ET.SubElement(element, "loc").text = legal_xml(settings.SITE_URL + path)
    if changed_at is not None:
        ET.SubElement(element, "lastmod").text = localtime(changed_at).isoformat(timespec="seconds")
