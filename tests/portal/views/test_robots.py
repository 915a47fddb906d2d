from django.conf import settings

from tests.factories.newsroom import ColumnFactory
from tests.factories.portal import a_published_article
from tests.portal.reading import xml_root
from zhenglian.portal.actions import withdraw_article

NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_sitemap_names_what_is_published(db, client, clock):
    row = a_published_article(column=ColumnFactory(slug="policy"), clock=clock)
    withdraw_article(a_published_article(clock=clock).article_id)

    root = xml_root(client.get("/sitemap.xml").content)

    found = {url.findtext("s:loc", "", NAMESPACE): url.findtext("s:lastmod", None, NAMESPACE) for url in root}
    paths = {url.removeprefix(settings.SITE_URL) for url in found}
    assert paths == {"/", "/news/", "/columns/policy/", "/accessibility/", f"/news/{row.slug}/"}
    assert found[row.url] == "2026-01-15T09:00:00+08:00"


def test_robots_are_told_where_the_sitemap_is(db, client):
    lines = client.get("/robots.txt").text.splitlines()

    assert "Disallow: /staff/" in lines
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in lines
