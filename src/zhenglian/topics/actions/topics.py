"""What people decide about one topic: propose, claim, give back, drop, take up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.topics import errors
from zhenglian.topics.enums import TopicState
from zhenglian.topics.models import Topic
from zhenglian.topics.rules import (
    check_is_open,
    check_may_work,
    check_not_of_others,
    check_reason,
)

if TYPE_CHECKING:
    from zhenglian.newsroom.api import Column
    from zhenglian.people.api import Staff, Unit


def locked_topic(topic: Topic) -> Topic:
    """The row as it is now, locked until the transaction ends."""
    return Topic.objects.select_for_update(of=("self",)).select_related("unit").get(pk=topic.pk)


@transaction.atomic
def propose_topic(
    *,
    title: str,
    unit: Unit,
    actor: Staff,
    note: str = "",
    column: Column | None = None,
    clock: Clock = SYSTEM,
) -> Topic:
    """Somebody's own idea. Records `topics.propose`. Raises MayNotWork."""
    check_may_work(actor, unit, clock=clock)
    now = clock.now()
    topic = Topic.objects.create(
        title=title, note=note, unit=unit, column=column, proposed_by=actor, created_at=now, seen_at=now
    )
    record("topics.propose", actor=actor, on=topic, clock=clock)
    return topic


@transaction.atomic
def claim_topic(topic: Topic, *, actor: Staff, clock: Clock = SYSTEM) -> Topic:
    """One person at a time. Records `topics.claim`. Raises MayNotWork, NotOpen, AlreadyClaimed."""
    topic = locked_topic(topic)
    check_may_work(actor, topic.unit, clock=clock)
    check_is_open(topic)
    if topic.state == TopicState.CLAIMED:
        if topic.claimed_by_id == actor.pk:
            return topic
        raise errors.AlreadyClaimed
    topic.state, topic.claimed_by, topic.claimed_at = TopicState.CLAIMED, actor, clock.now()
    topic.save()
    record("topics.claim", actor=actor, on=topic, clock=clock)
    return topic


@transaction.atomic
def release_claim(topic: Topic, *, actor: Staff, clock: Clock = SYSTEM) -> Topic:
    """Back into the pool, by who claimed it or a reviewer. Records `topics.release`."""
    topic = locked_topic(topic)
    check_may_work(actor, topic.unit, clock=clock)
    if topic.state != TopicState.CLAIMED:
        raise errors.NotOpen
    check_not_of_others(actor, topic, clock=clock)
    holder = str(topic.claimed_by or "")
    topic.state, topic.claimed_by, topic.claimed_at = TopicState.PROPOSED, None, None
    topic.save()
    record("topics.release", actor=actor, on=topic, detail={"claimed_by": holder}, clock=clock)
    return topic


@transaction.atomic
def drop_topic(topic: Topic, *, reason: str, actor: Staff, clock: Clock = SYSTEM) -> Topic:
    """Not to be written. Records `topics.drop`. Raises as `release_claim`, and ReasonMissing."""
    topic = locked_topic(topic)
    check_may_work(actor, topic.unit, clock=clock)
    check_is_open(topic)
    check_not_of_others(actor, topic, clock=clock)
    topic.reason = check_reason(reason)[:300]
    topic.state, topic.claimed_by, topic.claimed_at = TopicState.DROPPED, None, None
    topic.save()
    record("topics.drop", actor=actor, on=topic, detail={"reason": topic.reason}, clock=clock)
    return topic


@transaction.atomic
def reopen_topic(topic: Topic, *, actor: Staff, clock: Clock = SYSTEM) -> Topic:
    """What was dropped, or whose article was deleted, is proposed again. Records `topics.reopen`."""
    topic = locked_topic(topic)
    check_may_work(actor, topic.unit, clock=clock)
    if topic.state not in {TopicState.DROPPED, TopicState.WRITTEN}:
        raise errors.NotOpen
    if topic.writings.exists():
        raise errors.StillWritten
    topic.state, topic.reason, topic.claimed_by = TopicState.PROPOSED, "", None
    topic.seen_at = clock.now()
    topic.save()
    record("topics.reopen", actor=actor, on=topic, clock=clock)
    return topic
