import json
from datetime import timedelta

import pytest
from django.conf import settings

from tests.factories.channels import stored_picture
from tests.factories.newsroom import ColumnFactory
from tests.factories.portal import a_correction, a_published_article
from tests.portal.reading import xml_root

TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}


@pytest.mark.parametrize("kind", TYPES)
def test_feed_of_an_empty_site_can_be_read(db, client, kind):
    answer = client.get(f"/feeds/all.{kind}")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == TYPES[kind]
    assert (
        json.loads(answer.content)["items"] == [] if kind == "json" else xml_root(answer.content) is not None
    )


@pytest.mark.parametrize("kind", TYPES)
def test_reader_who_knows_the_feed_gets_304_until_it_changes(db, client, clock, kind):
    a_published_article(clock=clock)
    etag = client.get(f"/feeds/all.{kind}").headers["ETag"]

    unchanged = client.get(f"/feeds/all.{kind}", headers={"If-None-Match": etag})
    a_published_article(clock=clock)
    changed = client.get(f"/feeds/all.{kind}", headers={"If-None-Match": etag})

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert changed.status_code == 200


def test_feed_gives_the_delivered_text_with_absolute_addresses(db, client, clock):
    picture = stored_picture()
    row = a_published_article(
        title="坏\x0b字符",
        body_html=f'<p>正文</p><img src="asset:{picture}" alt="图">',
        assets=(picture,),
        clock=clock,
    )
    a_correction(row, "更正一处", clock=clock)

    (item,) = json.loads(client.get("/feeds/all.json").content)["items"]
    rss = xml_root(client.get("/feeds/all.rss").content)

    assert item["id"] == row.url
    assert f'src="{settings.SITE_URL}/media/assets/{picture}.jpg"' in item["content_html"]
    assert item["content_html"].startswith("<p><strong>更正（2026-01-15）：</strong>更正一处</p>")
    assert rss.findtext("channel/item/title") == "坏字符"


def test_column_has_a_feed_of_its_own(db, client, clock):
    column = ColumnFactory(name="科普", slug="science")
    own = a_published_article(column=column, clock=clock)
    clock.advance(timedelta(hours=1))
    a_published_article(clock=clock)

    document = json.loads(client.get("/feeds/science.json").content)

    assert [item["url"] for item in document["items"]] == [own.url]
    assert document["home_page_url"] == f"{settings.SITE_URL}/columns/science/"
    assert document["title"].endswith("科普")


@pytest.mark.parametrize("path", ["/feeds/all.xml", "/feeds/never-was.rss"])
def test_unknown_feed_answers_404(db, client, path):
    assert client.get(path).status_code == 404
