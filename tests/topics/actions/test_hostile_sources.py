"""Acceptance 7: a source that is broken, huge, slow, lying or leading inside is refused and harms nothing."""

from __future__ import annotations

import json
import time

import pytest

from tests.factories.topics import SourceFactory
from tests.fetching.hostile import gzip_bomb
from tests.topics.feeds import json_feed, rss
from zhenglian.topics.actions import read_sources
from zhenglian.topics.actions.read_sources import read_due_sources
from zhenglian.topics.enums import Outcome, SourceKind
from zhenglian.topics.models import Item, Topic

MIB = 1024**2
CHINESE = "本市发放节水补贴"
BOMB = '<!DOCTYPE rss [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

pytestmark = pytest.mark.django_db


def read(source, network, clock):
    """One shift over the hostile source and a good one beside it."""
    good = SourceFactory(name="好的来源", url="http://good.example.gov.cn/feed")
    network.server.page("/feed", rss("照常读到的标题"), Content_Type="application/rss+xml")

    read_due_sources(fetcher=network.fetcher(clock), clock=clock, jitter=lambda: 0.5)

    source.refresh_from_db()
    good.refresh_from_db()
    assert (good.outcome, good.items.count()) == (Outcome.READ, 1)  # the others go on
    assert not source.is_reading
    return source


ANSWERS = {
    "broken XML": (rss(CHINESE)[:-20], {}, "XML 格式有误"),
    "document type": (rss(CHINESE, head=BOMB), {}, "DOCTYPE"),
    "document of the web": (b"<!DOCTYPE html><html><body>404</body></html>", {}, "网页"),
    "no feed": (b"<a><b/></a>", {}, "不是可识别的订阅源"),
    "empty": (b"", {}, "不是可识别的订阅源"),
    "hundred thousand items": (b"<rss>" + b"<item/>" * 100_000 + b"</rss>", {}, "条目过多"),
    "deeply nested": (b"<rss>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</rss>", {}, "条目过多"),
    "gb18030 that says utf-8": (rss(CHINESE, encoding="gbk").replace(b"gbk", b"utf-8", 1), {}, "UTF-8"),
    "utf-8 that says gb18030": (rss(CHINESE).replace(b"utf-8", b"gb18030", 1), {}, "GB18030"),
    "header that lies": (rss(CHINESE, encoding="gbk").replace(b' encoding="gbk"', b""),
                         {"Content_Type": "text/xml; charset=utf-8"}, "UTF-8"),
    "unknown encoding": (rss(CHINESE).replace(b"utf-8", b"utf-7", 1), {}, "编码"),
    "JSON cut off": (json_feed({"id": "1", "title": CHINESE})[:-2], {}, "JSON"),
    "JSON with a list as title": (json_feed({"id": "1", "title": [CHINESE]}), {}, "JSON"),
    "JSON whose items are words": (json_feed("a", "b"), {}, "JSON"),
    "JSON whose items are no list": (json_feed(items={"a": 1}), {}, "JSON"),
    "JSON nested without end": (b"[" * 200_000, {}, "JSON"),
    "JSON of something else": (json.dumps({"a": 1}).encode(), {}, "不是可识别的订阅源"),
    "wrong packing": (b"abc", {"Content_Encoding": "gzip"}, "解压"),
    "not there": (b"", {"status": "404 Not Found"}, "404"),
    "closed": (b"", {"status": "503 Service Unavailable"}, "503"),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_hostile_answer_is_refused_in_words_and_stores_nothing(name, server, network, clock):
    body, headers, words = ANSWERS[name]
    server.page("/bad", body, **headers)
    source = SourceFactory(url="http://bad.example.com/bad")

    started = time.process_time()  # work, not waiting: others may be busy here
    source = read(source, network, clock)

    assert (source.outcome, source.failures) == (Outcome.REFUSED, 1)
    assert words in source.refusal
    assert source.items.count() == 0
    assert Topic.objects.count() == 1  # of the good source
    assert source.next_read_at > clock.now()
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("http://127.0.0.1/feed", "内网"),
        ("http://169.254.169.254/latest/meta-data/", "内网"),
        ("http://[::1]/feed", "内网"),
        ("http://inside.example.com/feed", "内网"),
        ("file:///etc/passwd", "http"),
        ("http://bad.example.com:22/", "端口"),
        ("/bad", "反复跳转"),
    ],
)
def test_redirect_that_leads_astray_is_refused(target, words, server, network, clock):
    network.names["inside.example.com"] = ["192.168.7.7"]
    server.redirect("/bad", target)

    source = read(SourceFactory(url="http://bad.example.com/bad"), network, clock)

    assert words in source.refusal
    assert {address for address, _port in network.reached} == {"93.184.216.34"}


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:8000/feed", "端口"),
        ("http://127.0.0.1/feed", "内网"),
        ("http://inside.example.com/feed", "内网"),
        ("file:///etc/passwd", "http"),
    ],
)
def test_address_that_leads_inside_is_refused(url, words, network, clock):
    network.names["inside.example.com"] = ["10.0.0.1"]

    source = read(SourceFactory(url=url), network, clock)

    assert words in source.refusal


def test_endless_body_is_cut_at_five_mebibytes(server, network, clock):
    server.endless("/bad", b"<item>" * 10_000)

    source = read(SourceFactory(url="http://bad.example.com/bad"), network, clock)

    assert "超过允许的大小" in source.refusal
    assert network.bytes_read < 6 * MIB


def test_gzip_bomb_of_a_gibibyte_is_refused(server, network, clock):
    bomb = gzip_bomb(1024 * MIB)
    server.page("/bad", bomb, Content_Encoding="gzip")

    source = read(SourceFactory(url="http://bad.example.com/bad"), network, clock)

    assert "超过允许的大小" in source.refusal
    assert network.bytes_read < 2 * MIB


def test_slow_drip_is_broken_off(server, network, clock, monkeypatch):
    monkeypatch.setattr(read_sources, "READ_SECONDS", 4.0)  # enough for the good source
    server.endless("/bad", b" ", pause=0.05)

    source = read(SourceFactory(url="http://bad.example.com/bad"), network, clock)

    assert "过慢" in source.refusal


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        (SourceKind.PAGE, b"<p>nothing here</p>", "没有找到"),
        (SourceKind.PAGE, b"<div>" * 120_000, "条目过多"),
        (SourceKind.SITEMAP, b"<sitemapindex/>", "站点地图"),
        (SourceKind.SITEMAP, b"<rss/>", "不是可识别的订阅源"),
        (SourceKind.SITEMAP, b"<urlset>", "XML 格式有误"),
    ],
)
def test_pages_and_sitemaps_are_refused_in_words_too(kind, body, words, server, network, clock):
    server.page("/bad", body, Content_Type="text/html; charset=utf-8")
    source = SourceFactory(url="http://bad.example.com/bad", kind=kind, selector="li a")

    assert words in read(source, network, clock).refusal


def test_markup_in_a_feed_is_stored_as_plain_text(server, network, clock):
    nasty = '&lt;script&gt;alert(1)&lt;/script&gt;<![CDATA[<b onclick="x()">标题</b>]]>&#x202e;'
    body = rss(nasty).replace(b"/news/0.html", b"javascript:alert(1)")
    server.page("/bad", body)

    read(SourceFactory(url="http://bad.example.com/bad"), network, clock)

    item = Item.objects.get(source__url="http://bad.example.com/bad")
    assert (item.title, item.url) == ("alert(1) 标题", "")


def test_failure_in_the_middle_of_taking_over_leaves_nothing(server, network, clock, monkeypatch):
    server.page("/bad", rss("第一条新闻标题", "第二条完全不同的消息"))
    source = SourceFactory(url="http://bad.example.com/bad")
    kept = Item.save

    def breaks(item, *args, **kwargs):
        if Item.objects.filter(source=source).exists():
            raise RuntimeError("the machine stops here")
        kept(item, *args, **kwargs)

    monkeypatch.setattr(Item, "save", breaks)

    with pytest.raises(RuntimeError):
        read_due_sources(fetcher=network.fetcher(clock), clock=clock)

    assert (Item.objects.count(), Topic.objects.count()) == (0, 0)
