"""Watched sources, what was found in them, topics, and the article that a topic became. No decisions here."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenglian.topics.enums import OPEN_STATES, Joined, Outcome, SourceKind, TopicState

if TYPE_CHECKING:
    from datetime import datetime

LONG_UNREAD = timedelta(hours=24)
MANY_FAILURES = 3


class Source(models.Model):
    """Something outside that a unit watches. `is_reading` is true for one source a host at a time."""

    name = models.CharField(_("name"), max_length=80)
    url = models.URLField(_("address"), max_length=500)
    kind = models.CharField(
        _("kind of source"), max_length=10, choices=SourceKind.choices, default=SourceKind.FEED
    )
    selector = models.CharField(_("CSS selector"), max_length=200, blank=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    column = models.ForeignKey(
        "newsroom.Column",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("column that it suits"),
    )
    interval_minutes = models.PositiveIntegerField(_("minutes between readings"), default=30)
    is_active = models.BooleanField(_("is read"), default=True)
    added_by = models.ForeignKey("people.Staff", models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()

    host = models.CharField(max_length=260)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    next_read_at = models.DateTimeField(db_index=True)
    is_reading = models.BooleanField(default=False)
    reading_since = models.DateTimeField(null=True)

    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.NEVER)
    refusal = models.CharField(max_length=300, blank=True)  # in words, of the last reading
    failures = models.PositiveIntegerField(default=0)  # in a row
    read_at = models.DateTimeField(null=True)
    good_at = models.DateTimeField(null=True)  # the last time that it could be read
    new_items = models.PositiveIntegerField(default=0)  # of the last reading that brought any

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "url", "selector"], name="source_once_a_unit"),
            # Manners towards others: whatever happens, no two readings of one host at the same time.
            models.UniqueConstraint(fields=["host"], condition=Q(is_reading=True), name="one_reader_a_host"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_failing_long(self, now: datetime) -> bool:
        """Unread for a day and for three of its intervals; then an alarm rings."""
        if not self.is_active or self.failures < MANY_FAILURES:
            return False
        bound = max(LONG_UNREAD, 3 * timedelta(minutes=self.interval_minutes))
        return now - (self.good_at or self.added_at) >= bound


def host_of(url: str) -> str:
    """`host` or `host:port`, lower case: what manners are kept towards."""
    return urlsplit(url).netloc.lower()[:260]


class Topic(models.Model):
    """Something to write about: a story that sources carry, or somebody's idea."""

    title = models.CharField(_("title"), max_length=200)
    note = models.TextField(_("note of the topic"), max_length=2000, blank=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    column = models.ForeignKey(
        "newsroom.Column", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("column")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=TopicState.choices, default=TopicState.PROPOSED
    )
    proposed_by = models.ForeignKey(
        "people.Staff", models.SET_NULL, null=True, related_name="+"
    )  # null: sources
    claimed_by = models.ForeignKey("people.Staff", models.SET_NULL, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)  # of dropping it
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged")
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)  # when the newest item came, or the topic itself

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["-seen_at", "-pk"]
        indexes = [models.Index(fields=["unit", "state", "-seen_at"], name="topic_pool")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class Item(models.Model):
    """One entry that a source carried. `topic` is None for what was old news when first seen."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="items")
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, related_name="own_items")
    guid = models.CharField(max_length=300)
    url = models.CharField(max_length=1000, blank=True)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64, db_index=True)  # of the address without what only tracks

    joined = models.CharField(max_length=10, choices=Joined.choices, default=Joined.FIRST)
    joined_like = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    joined_score = models.FloatField(default=0.0)  # similarity, 0..1

    class Meta:
        verbose_name = _("watched item")
        verbose_name_plural = _("watched items")
        ordering = ["-seen_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["source", "guid"], name="item_once_a_source")]

    def __str__(self) -> str:
        return self.title

    @property
    def at(self) -> datetime:
        """When it was published, else when we first saw it."""
        return self.published_at or self.seen_at


class TopicArticle(models.Model):
    """The article that was written from a topic, and the item that it is taken from, if it is no original."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="writings")
    article = models.OneToOneField("newsroom.ArticlePage", models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("article from a topic")
        verbose_name_plural = _("articles from topics")

    def __str__(self) -> str:
        return f"{self.topic} → {self.article_id}"
