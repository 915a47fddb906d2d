"""The pool of topics: tabs, search, and what each card shows, in a number of queries that does not grow."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from zhenglian.people.api import units_of
from zhenglian.people.enums import Role
from zhenglian.topics.enums import TopicState
from zhenglian.topics.models import Item, Topic

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


class Tab(StrEnum):
    NEW = "new"
    MINE = "mine"
    CLAIMED = "claimed"
    WRITTEN = "written"
    DROPPED = "dropped"


STATES = {
    Tab.NEW: TopicState.PROPOSED,
    Tab.MINE: TopicState.CLAIMED,
    Tab.CLAIMED: TopicState.CLAIMED,
    Tab.WRITTEN: TopicState.WRITTEN,
    Tab.DROPPED: TopicState.DROPPED,
}


@dataclass(frozen=True, slots=True)
class Card:
    """`items`: one an outlet, newest first; `more`: how many further ones there are."""

    topic: Topic
    items: tuple[Item, ...]
    more: int


CARD_ITEMS = 4


def visible_topics(staff: Staff) -> QuerySet[Topic]:
    """Topics of the units where the person holds any role; everything for the superuser."""
    found = Topic.objects.select_related("unit", "column", "claimed_by", "proposed_by")
    if staff.is_superuser:
        return found
    return found.filter(unit__in=units_of(staff, list(Role)))


def pool(staff: Staff, tab: Tab, words: str = "") -> QuerySet[Topic]:
    """`words` are looked for in the titles and notes of topics and in the titles of their items."""
    found = visible_topics(staff).filter(state=STATES[tab])
    if tab == Tab.MINE:
        found = found.filter(claimed_by=staff)
    for word in words.split():
        hit = Q(title__icontains=word) | Q(note__icontains=word)
        inside = Item.objects.filter(title__icontains=word, topic__isnull=False).values("topic")
        found = found.filter(hit | Q(pk__in=inside) | Q(merged__in=inside)).distinct()
    return found.order_by("-seen_at", "-pk")


def tab_counts(staff: Staff) -> dict[Tab, int]:
    mine = Count("pk", filter=Q(claimed_by=staff, state=TopicState.CLAIMED))
    rows = visible_topics(staff).order_by().values("state").annotate(number=Count("pk"), mine=mine)
    states: Counter[str] = Counter()
    own = 0
    for row in rows:
        states[row["state"]] += row["number"]
        own += row["mine"]
    return {tab: own if tab == Tab.MINE else states[STATES[tab]] for tab in Tab}


def cards(topics: list[Topic]) -> list[Card]:
    items = items_of(topics)
    return [
        Card(topic, tuple(items[topic.pk][:CARD_ITEMS]), max(0, len(items[topic.pk]) - CARD_ITEMS))
        for topic in topics
    ]


def items_of(topics: list[Topic]) -> dict[int, list[Item]]:
    """Own items and those of topics merged into them, newest first."""
    ids = [topic.pk for topic in topics]
    rows = Item.objects.filter(Q(topic__in=ids) | Q(topic__merged_into__in=ids)).select_related(
        "source", "topic", "joined_like"
    )
    found: dict[int, list[Item]] = defaultdict(list)
    for item in rows.order_by("-seen_at", "-pk"):
        if item.topic is not None:
            found[item.topic_id if item.topic_id in ids else item.topic.merged_into_id or 0].append(item)
    return found
