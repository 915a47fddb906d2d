"""Putting topics together and taking them apart. A merged topic keeps its items, so it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.topics import errors
from zhenglian.topics.actions.topics import locked_topic
from zhenglian.topics.enums import Joined, TopicState
from zhenglian.topics.models import Item, Topic
from zhenglian.topics.rules import check_may_work, check_not_of_others

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def merge_topics(topic: Topic, into: Topic, *, actor: Staff, clock: Clock = SYSTEM) -> Topic:
    """`topic` becomes part of `into`. Records `topics.merge`. Returns `into`.

    Raises CannotMerge, MayNotWork, NotClaimedByYou. Both rows are locked in the order of their numbers.
    """
    rows = {one.pk: one for one in map(locked_topic, sorted([topic, into], key=lambda one: one.pk))}
    topic, into = rows[topic.pk], rows[into.pk]
    if topic.pk == into.pk or topic.unit_id != into.unit_id or not (topic.is_open and into.is_open):
        raise errors.CannotMerge
    check_may_work(actor, into.unit, clock=clock)
    check_not_of_others(actor, topic, clock=clock)
    topic.state, topic.merged_into = TopicState.MERGED, into
    topic.claimed_by = topic.claimed_at = None
    topic.save()
    topic.merged.update(merged_into=into)
    into.seen_at = max(into.seen_at, topic.seen_at)
    into.save(update_fields=["seen_at"])
    record("topics.merge", actor=actor, on=topic, detail={"into": into.title, "topic": into.pk}, clock=clock)
    return into


@transaction.atomic
def split_topic(topic: Topic, *, actor: Staff, clock: Clock = SYSTEM) -> Topic:
    """Undoes a merge: the topic stands for itself again, with its items. Records `topics.split`."""
    topic = locked_topic(topic)
    check_may_work(actor, topic.unit, clock=clock)
    if topic.state != TopicState.MERGED:
        raise errors.CannotSplit
    topic.state, topic.merged_into = TopicState.PROPOSED, None
    topic.save()
    record("topics.split", actor=actor, on=topic, clock=clock)
    return topic


@transaction.atomic
def split_item(item: Item, *, actor: Staff, clock: Clock = SYSTEM) -> Topic:
    """Undoes a grouping: the item opens a topic of its own. Records `topics.split`. Returns the new topic.

    Raises CannotSplit when it is the only item of its topic.
    """
    item = Item.objects.select_for_update(of=("self",)).select_related("source").get(pk=item.pk)
    topic = item.topic
    if topic is None or not topic.own_items.exclude(pk=item.pk).exists():
        raise errors.CannotSplit
    check_may_work(actor, topic.unit, clock=clock)
    now = clock.now()
    alone = Topic.objects.create(
        title=item.title, unit=topic.unit, column=item.source.column, created_at=now, seen_at=now
    )
    item.topic, item.joined, item.joined_like, item.joined_score = alone, Joined.SPLIT, None, 0.0
    item.save()
    record(
        "topics.split", actor=actor, on=alone, detail={"from": topic.title, "topic": topic.pk}, clock=clock
    )
    return alone
