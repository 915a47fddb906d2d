"""From a topic to an article: a draft with its origin filled in and its sources attached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock
from zhenglian.newsroom.api import create_article
from zhenglian.newsroom.enums import OriginKind
from zhenglian.topics import errors
from zhenglian.topics.actions.topics import locked_topic
from zhenglian.topics.enums import TopicState
from zhenglian.topics.models import Item, Topic, TopicArticle
from zhenglian.topics.rules import check_is_open, check_may_work, check_not_of_others

if TYPE_CHECKING:
    from zhenglian.newsroom.api import ArticlePage
    from zhenglian.people.api import Staff

LONGEST_ADDRESS = 500  # of the article's column


@transaction.atomic
def write_article(
    topic: Topic,
    *,
    actor: Staff,
    origin: str = OriginKind.ORIGINAL,
    item: Item | None = None,
    clock: Clock = SYSTEM,
) -> ArticlePage:
    """A draft owned by `actor`. A reprint or a compilation names the source, address and day of `item`.

    Records `newsroom.create` and `topics.write`. Raises MayNotWork, NotOpen, NotClaimedByYou,
    SourceItemMissing.
    """
    topic = locked_topic(topic)
    check_may_work(actor, topic.unit, clock=clock)
    check_is_open(topic)
    check_not_of_others(actor, topic, clock=clock)
    taken = _source_facts(topic, item) if origin != OriginKind.ORIGINAL else {}
    article = create_article(
        actor=actor,
        unit=topic.unit,
        clock=clock,
        title=topic.title,
        column=topic.column,
        origin_kind=origin,
        **taken,
    )
    TopicArticle.objects.create(topic=topic, article=article, item=item if taken else None)
    topic.state, topic.claimed_by = TopicState.WRITTEN, actor
    topic.claimed_at = topic.claimed_at or clock.now()
    topic.save()
    record(
        "topics.write", actor=actor, on=topic, detail={"article": article.pk, "origin": origin}, clock=clock
    )
    return article


def _source_facts(topic: Topic, item: Item | None) -> dict[str, Any]:  # Any: fields of an article
    if item is None or topic.pk not in {item.topic_id, item.topic and item.topic.merged_into_id}:
        raise errors.SourceItemMissing
    published = item.published_at.astimezone(BEIJING).date() if item.published_at else None
    return {
        "source_name": item.source.name,
        "source_url": item.url if len(item.url) <= LONGEST_ADDRESS else "",
        "source_published_on": published,
    }
