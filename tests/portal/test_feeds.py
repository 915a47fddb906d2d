import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest

from tests.portal.reading import xml_root
from zhenglian.portal.feeds import MAX_CONTENT_BYTES, Entry, Feed, atom, json_feed, limited, rss

AT = datetime(2026, 1, 15, 1, 0, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


def entry(**changes):
    values = {
        "url": "https://x.test/news/a/",
        "title": "题 <b>&\x0b",
        "summary": "摘要",
        "html": '<p>正文 ]]> & "引号"</p>',
        "author": "王芳",
        "category": "政策要闻",
        "published_at": AT,
        "updated_at": AT,
        "image": "https://x.test/media/a.jpg",
    }
    return Entry(**{**values, **changes})


def feed(*entries):
    return Feed(
        "微言环保", "权威发布", "https://x.test/", "https://x.test/feeds/all.x", AT, entries or (entry(),)
    )


def test_rss_has_what_readers_need():
    channel = xml_root(rss(feed())).find("channel")

    assert [channel.findtext(name) for name in ("title", "link", "description", "language")] == [
        "微言环保",
        "https://x.test/",
        "权威发布",
        "zh-CN",
    ]
    item = channel.find("item")
    assert item.findtext("title") == "题 <b>&"
    assert item.findtext("guid") == item.findtext("link") == "https://x.test/news/a/"
    assert parsedate_to_datetime(item.findtext("pubDate")) == AT
    assert item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") == '<p>正文 ]]> & "引号"</p>'
    assert channel.find(f"{ATOM}link").get("rel") == "self"


def test_atom_has_what_the_standard_demands():
    root = xml_root(atom(feed()))

    assert root.findtext(f"{ATOM}id") == "https://x.test/feeds/all.x"
    assert root.findtext(f"{ATOM}updated") == "2026-01-15T09:00:00+08:00"
    assert {link.get("rel") for link in root.findall(f"{ATOM}link")} == {"self", "alternate"}
    found = root.find(f"{ATOM}entry")
    assert found.findtext(f"{ATOM}id") == "https://x.test/news/a/"
    assert found.findtext(f"{ATOM}title") == "题 <b>&"
    assert found.find(f"{ATOM}content").get("type") == "html"
    assert found.findtext(f"{ATOM}author/{ATOM}name") == "王芳"
    assert found.find(f"{ATOM}category").get("term") == "政策要闻"


def test_json_feed_has_the_fields_of_version_1_1():
    document = json.loads(json_feed(feed()))

    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert (document["feed_url"], document["language"]) == ("https://x.test/feeds/all.x", "zh-CN")
    (item,) = document["items"]
    assert item["id"] == "https://x.test/news/a/"
    assert item["date_published"] == "2026-01-15T09:00:00+08:00"
    assert item["authors"] == [{"name": "王芳"}]
    assert item["tags"] == ["政策要闻"]
    assert "content_text" not in item


@pytest.mark.parametrize("write", [rss, atom, json_feed])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_feeds_of_any_length_can_be_read(write, count):
    entries = tuple(entry(url=f"https://x.test/news/{number}/") for number in range(count))
    body = write(Feed("题", "", "https://x.test/", "https://x.test/f", AT, entries))

    found = json.loads(body)["items"] if write is json_feed else xml_root(body).iter()

    assert (
        len([each for each in found if write is json_feed or each.tag in {"item", f"{ATOM}entry"}]) == count
    )


def test_sparse_entry_leaves_out_what_it_has_not():
    bare = entry(author="", category="", html="", image="")

    (item,) = json.loads(json_feed(feed(bare)))["items"]
    found = xml_root(atom(feed(bare))).find(f"{ATOM}entry")

    assert item["content_text"] == "摘要"
    assert {"authors", "tags", "image", "content_html"}.isdisjoint(item)
    assert found.find(f"{ATOM}author") is None
    assert found.find(f"{ATOM}content") is None


def test_large_feed_keeps_the_newest_texts_and_all_summaries():
    entries = [
        entry(url=f"https://x.test/{number}", html="文" * (MAX_CONTENT_BYTES // 6)) for number in range(4)
    ]

    kept = limited(entries)

    assert [bool(each.html) for each in kept] == [True, True, False, False]
    assert [each.summary for each in kept] == ["摘要"] * 4
    assert len(rss(Feed("题", "", "h", "f", AT, kept))) < MAX_CONTENT_BYTES * 1.1
