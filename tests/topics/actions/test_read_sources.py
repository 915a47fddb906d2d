"""Reading on schedule: conditional, polite, one a host, and patient with what fails."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories.topics import SourceFactory
from tests.topics.feeds import json_feed, rss
from zhenglian.topics.actions import read_sources
from zhenglian.topics.actions.read_sources import pause_of, read_due_sources, read_source
from zhenglian.topics.enums import Outcome, SourceKind
from zhenglian.topics.models import Item, Source

pytestmark = pytest.mark.django_db
SITE = "http://news.example.gov.cn"


def read_all(fetcher, clock) -> int:
    return read_due_sources(fetcher=fetcher, clock=clock, jitter=lambda: 0.5)


def test_feed_is_read_and_asked_conditionally_afterwards(server, fetcher, clock):
    source = SourceFactory(url=f"{SITE}/feed", interval_minutes=30)
    server.page("/feed", rss("本市发放节水补贴"), ETag='"7"', Last_Modified="Thu, 15 Jan 2026 00:00:00 GMT")

    read_all(fetcher, clock)
    server.raw("/feed", b"HTTP/1.1 304 Not Modified\r\n\r\n")
    clock.advance(timedelta(minutes=31))
    read_all(fetcher, clock)

    source.refresh_from_db()
    assert (source.outcome, source.failures, source.items.count()) == (Outcome.UNCHANGED, 0, 1)
    assert 'If-None-Match: "7"' in server.seen[-1]
    assert "If-Modified-Since: Thu, 15 Jan 2026 00:00:00 GMT" in server.seen[-1]


def test_item_holds_what_the_feed_said(server, fetcher, clock):
    source = SourceFactory(url=f"{SITE}/feed")
    server.page("/feed", rss("本市发放节水补贴"))

    read_all(fetcher, clock)

    item = Item.objects.get()
    assert (item.title, item.url) == ("本市发放节水补贴", f"{SITE}/news/0.html")
    assert (item.published_at.isoformat(), item.seen_at) == ("2026-01-15T00:00:00+00:00", clock.now())
    assert item.source == source


@pytest.mark.parametrize(
    ("kind", "selector", "body"),
    [
        (SourceKind.FEED, "", json_feed({"id": "1", "title": "水库开闸泄洪", "url": f"{SITE}/1"})),
        (
            SourceKind.PAGE,
            ".list a",
            '<ul class="list"><li><a href="/1">水库开闸泄洪</a>2026-01-14</ul>'.encode(),
        ),
        (
            SourceKind.SITEMAP,
            "",
            '<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://news.example.gov.cn/1'
            "</loc><n:news><n:title>水库开闸泄洪</n:title></n:news></url></urlset>".encode(),
        ),
    ],
)
def test_every_kind_of_source_brings_its_items(kind, selector, body, server, fetcher, clock):
    SourceFactory(url=f"{SITE}/x", kind=kind, selector=selector)
    server.page("/x", body, Content_Type="text/html; charset=utf-8")

    read_all(fetcher, clock)

    assert [(item.title, item.url) for item in Item.objects.all()] == [("水库开闸泄洪", f"{SITE}/1")]


def test_failures_are_counted_and_the_pause_grows(server, fetcher, clock):
    source = SourceFactory(url=f"{SITE}/feed", interval_minutes=30)
    pauses = []

    for _ in range(3):
        read_all(fetcher, clock)
        source.refresh_from_db()
        pauses.append(source.next_read_at - clock.now())
        clock.advance(pauses[-1])

    assert pauses == [timedelta(hours=1), timedelta(hours=2), timedelta(hours=4)]
    assert source.failures == 3
    server.page("/feed", rss("好了"))
    read_all(fetcher, clock)
    source.refresh_from_db()
    assert (source.failures, source.refusal) == (0, "")
    assert source.next_read_at - clock.now() == timedelta(minutes=30)


@pytest.mark.parametrize(("failures", "low", "high"), [(0, 27, 33), (2, 108, 132), (50, 1296, 1584)])
def test_pause_is_spread_and_ends_at_a_day(failures, low, high):
    source = Source(interval_minutes=30, failures=failures)

    assert pause_of(source, 0.0) == timedelta(minutes=low)
    assert pause_of(source, 1.0) == timedelta(minutes=high)


def test_retry_after_is_honoured(server, fetcher, clock):
    source = SourceFactory(url=f"{SITE}/feed", interval_minutes=5)
    server.page("/feed", status="503 Service Unavailable", Retry_After="7200")

    read_all(fetcher, clock)

    source.refresh_from_db()
    assert source.next_read_at == clock.now() + timedelta(hours=2)
    assert "暂停服务" in source.refusal


def test_second_source_of_a_host_that_asked_for_a_pause_waits_too(server, fetcher, clock):
    SourceFactory(url=f"{SITE}/feed")
    second = SourceFactory(url=f"{SITE}/other", next_read_at=clock.now() + timedelta(minutes=5))
    server.page("/feed", status="429 Too Many", Retry_After="7200")
    read_all(fetcher, clock)
    asked = len(server.seen)
    clock.advance(timedelta(minutes=6))

    read_all(fetcher, clock)

    second.refresh_from_db()
    assert len(server.seen) == asked
    assert second.next_read_at == clock.now() + timedelta(minutes=114)
    assert "稍后再来" in second.refusal


def test_robots_txt_is_respected(server, fetcher, clock):
    source = SourceFactory(url=f"{SITE}/private/feed")
    server.page("/robots.txt", b"User-agent: *\nDisallow: /private/")
    server.page("/private/feed", rss("不应读取"))

    read_all(fetcher, clock)

    source.refresh_from_db()
    assert "robots.txt" in source.refusal
    assert server.paths() == ["/robots.txt"]


def test_only_what_is_due_and_active_is_read(server, fetcher, clock):
    SourceFactory(url=f"{SITE}/a", is_active=False)
    SourceFactory(url=f"{SITE}/b", next_read_at=clock.now() + timedelta(minutes=1))

    assert read_all(fetcher, clock) == 0
    assert server.seen == []


def test_host_that_another_process_reads_waits(server, fetcher, clock):
    SourceFactory(url=f"{SITE}/a", is_reading=True, reading_since=clock.now())
    SourceFactory(url=f"{SITE}/b")
    server.page("/c", rss("别的网站"))
    SourceFactory(url="http://other.example.gov.cn/c")

    read_all(fetcher, clock)

    assert [path for path in server.paths() if path != "/robots.txt"] == ["/c"]


def test_database_permits_one_reader_a_host(clock):
    SourceFactory(url=f"{SITE}/a", is_reading=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        SourceFactory(url=f"{SITE}/b", is_reading=True)


def test_reader_that_was_killed_holds_nothing_up_for_long(server, fetcher, clock):
    source = SourceFactory(
        url=f"{SITE}/feed", is_reading=True, reading_since=clock.now() - timedelta(minutes=11)
    )
    server.page("/feed", rss("本市发放节水补贴"))

    read_all(fetcher, clock)

    source.refresh_from_db()
    assert source.outcome == Outcome.READ


def test_shift_ends_and_leaves_the_rest_for_the_next(server, fetcher, clock):
    for name in ("a", "b", "c"):
        SourceFactory(url=f"http://{name}.example.gov.cn/feed")
    server.page("/feed", rss("标题"))
    ticks = iter([0.0, 10.0, 30.0, 51.0])

    asked = read_due_sources(fetcher=fetcher, clock=clock, monotonic=lambda: next(ticks))

    assert asked == 2


def test_fault_of_a_parser_is_the_trouble_of_that_source_alone(server, fetcher, clock, monkeypatch):
    def breaks(*_arguments):
        raise KeyError("a parser met what it did not expect")

    monkeypatch.setattr(read_sources, "read_source_text", breaks)
    server.page("/feed", rss("标题"))
    source = read_source(SourceFactory(url=f"{SITE}/feed"), fetcher=fetcher, clock=clock)

    assert (source.outcome, source.failures) == (Outcome.REFUSED, 1)
    assert "程序出错" in source.refusal


def test_source_fails_long_after_a_day_and_three_failures(clock):
    now = clock.now()
    source = Source(is_active=True, failures=3, good_at=now - timedelta(hours=24), interval_minutes=30)

    assert source.is_failing_long(now)
    assert not source.is_failing_long(now - timedelta(hours=1))
    source.failures = 2
    assert not source.is_failing_long(now)
