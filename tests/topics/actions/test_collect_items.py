"""What is taken over from a source, and into which topic."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.people import UnitFactory
from tests.factories.topics import ItemFactory, SourceFactory, TopicFactory
from zhenglian.topics.actions.collect_items import collect_items, fingerprint_of
from zhenglian.topics.enums import Joined, TopicState
from zhenglian.topics.models import Item, Topic
from zhenglian.topics.reading import Found

pytestmark = pytest.mark.django_db
FLOOD, FLOOD_TOO, OTHER = (
    "城东水库开闸泄洪 三镇居民提前转移",
    "城东水库今日泄洪 下游三镇居民提前转移",
    "节水补贴网上申请通道开通",
)


@pytest.fixture
def source():
    return SourceFactory()


def found(title, *, guid="", url="", published_at=None):
    return Found(guid or title, url or f"http://a.example.cn/{title}", title, "", published_at)


def test_items_are_taken_over_once(source, clock):
    first = collect_items(source, [found(FLOOD), found(OTHER), found(FLOOD)], now=clock.now())
    second = collect_items(source, [found(FLOOD), found(OTHER)], now=clock.now())

    assert (first, second) == (2, 0)
    assert (Item.objects.count(), Topic.objects.count()) == (2, 2)


def test_same_story_of_another_source_joins_and_says_why(source, clock):
    collect_items(source, [found(FLOOD)], now=clock.now())

    collect_items(SourceFactory(unit=source.unit), [found(FLOOD_TOO)], now=clock.now())

    topic = Topic.objects.get()
    joined = topic.own_items.get(title=FLOOD_TOO)
    assert (joined.joined, joined.joined_like.title) == (Joined.TITLE, FLOOD)
    assert 0.4 <= joined.joined_score < 1


def test_same_address_joins_whatever_the_title(source, clock):
    collect_items(source, [found(FLOOD, url="https://www.a.example.cn/1.html?utm_source=x")], now=clock.now())

    collect_items(
        SourceFactory(unit=source.unit), [found(OTHER, url="http://a.example.cn/1.html")], now=clock.now()
    )

    assert Topic.objects.count() == 1
    assert Item.objects.get(title=OTHER).joined == Joined.LINK


def test_other_stories_other_units_and_other_days_stay_apart(source, clock):
    collect_items(source, [found(FLOOD), found(OTHER)], now=clock.now())
    collect_items(SourceFactory(unit=UnitFactory()), [found(FLOOD_TOO)], now=clock.now())
    later = clock.now() + timedelta(hours=80)

    collect_items(SourceFactory(unit=source.unit), [found(FLOOD_TOO)], now=later)

    assert Topic.objects.count() == 4


def test_story_that_was_dropped_does_not_come_up_again(source, clock):
    collect_items(source, [found(FLOOD)], now=clock.now())
    Topic.objects.update(state=TopicState.DROPPED)

    collect_items(SourceFactory(unit=source.unit), [found(FLOOD_TOO)], now=clock.now())

    assert Topic.objects.get().state == TopicState.DROPPED


def test_story_of_a_merged_topic_brings_the_whole_up(source, clock):
    into = TopicFactory(unit=source.unit, seen_at=clock.now() - timedelta(days=2))
    merged = TopicFactory(unit=source.unit, state=TopicState.MERGED, merged_into=into)
    ItemFactory(source=source, topic=merged, title=FLOOD)

    collect_items(SourceFactory(unit=source.unit), [found(FLOOD_TOO)], now=clock.now())

    into.refresh_from_db()
    assert into.seen_at == clock.now()
    assert Topic.objects.count() == 2


def test_old_news_is_known_but_opens_no_topic(source, clock):
    old = found(FLOOD, published_at=clock.now() - timedelta(days=15))

    assert collect_items(source, [old], now=clock.now()) == 1

    assert Topic.objects.count() == 0
    assert Item.objects.get().topic is None


def test_date_in_the_future_is_not_believed(source, clock):
    collect_items(source, [found(FLOOD, published_at=clock.now() + timedelta(days=400))], now=clock.now())

    assert Item.objects.get().published_at is None


def test_no_more_than_two_hundred_at_a_time(source, clock):
    many = [found(f"第{n}条完全不同{n * 7919}的消息") for n in range(250)]

    assert collect_items(source, many, now=clock.now()) == 200
    assert collect_items(source, many, now=clock.now()) == 50


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.cn/x", "https://www.a.cn/x/"),
        ("http://a.cn/x?id=1&spm=abc", "http://a.cn/x?id=1"),
        ("http://a.cn/x?b=2&a=1", "http://A.cn/x?a=1&b=2"),
    ],
)
def test_fingerprint_leaves_out_what_only_tracks(one, other):
    assert fingerprint_of(one) == fingerprint_of(other)


def test_fingerprint_keeps_what_tells_pages_apart():
    assert len({fingerprint_of(f"http://a.cn/x?id={n}") for n in range(3)}) == 3
