"""Sources, topics and items."""

from __future__ import annotations

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from tests.factories.people import UnitFactory
from zhenglian.topics.actions.collect_items import fingerprint_of
from zhenglian.topics.models import Item, Source, Topic, host_of

THEN = datetime(2026, 1, 15, 1, 0, tzinfo=UTC)  # the moment of the tests' clock


class SourceFactory(DjangoModelFactory):
    """A feed that is due at the moment of the tests' clock."""

    class Meta:
        model = Source

    name = factory.Sequence(lambda number: f"来源{number}")
    url = factory.Sequence(lambda number: f"http://site{number}.example.gov.cn/feed.xml")
    unit = factory.SubFactory(UnitFactory)
    host = factory.LazyAttribute(lambda source: host_of(source.url))
    added_at = THEN
    next_read_at = THEN


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    title = factory.Sequence(lambda number: f"选题{number}")
    unit = factory.SubFactory(UnitFactory)
    created_at = THEN
    seen_at = THEN


class ItemFactory(DjangoModelFactory):
    """Published and seen at the moment of the tests' clock; its topic has its title."""

    class Meta:
        model = Item

    source = factory.SubFactory(SourceFactory)
    guid = factory.Sequence(lambda number: f"guid-{number}")
    url = factory.Sequence(lambda number: f"http://site.example.gov.cn/news/{number}.html")
    title = factory.Sequence(lambda number: f"线索{number}")
    published_at = THEN
    seen_at = THEN
    fingerprint = factory.LazyAttribute(lambda item: fingerprint_of(item.url))
    topic = factory.LazyAttribute(lambda item: TopicFactory(title=item.title, unit=item.source.unit))
