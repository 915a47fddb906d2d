"""One topic: its items and why they are here, what was merged into it, look-alikes, its article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zhenglian.newsroom.api import article_stage
from zhenglian.topics.enums import OPEN_STATES, Joined, TopicState
from zhenglian.topics.models import Item, Topic, TopicArticle
from zhenglian.topics.selectors.pool import items_of
from zhenglian.topics.similarity import Rarity, features_of, similarity

if TYPE_CHECKING:
    from zhenglian.newsroom.api import ArticlePage

LOOKED_AT = 300  # the newest open topics of the unit
OFFERED = 5
ALIKE = 0.15


@dataclass(frozen=True, slots=True)
class ItemRow:
    item: Item
    why: str
    can_split: bool


@dataclass(frozen=True, slots=True)
class Alike:
    topic: Topic
    score: float  # 0..1


@dataclass(frozen=True, slots=True)
class Writing:
    article: ArticlePage
    stage: str  # in words


def item_rows(topic: Topic) -> list[ItemRow]:
    items = items_of([topic])[topic.pk]
    own = sum(item.topic_id == topic.pk for item in items)
    return [ItemRow(item, why_here(item), item.topic_id == topic.pk and own > 1) for item in items]


def why_here(item: Item) -> str:
    """The grouping in one sentence, for whoever doubts it."""
    like = item.joined_like
    if item.joined == Joined.TITLE and like is not None:
        facts = {"title": like.title, "score": f"{item.joined_score:.2f}"}
        return _("Similar to “%(title)s”: %(score)s") % facts
    if item.joined == Joined.LINK and like is not None:
        return _("Same address as “%(title)s”") % {"title": like.title}
    return str(Joined(item.joined).label)


def merged_topics(topic: Topic) -> list[Topic]:
    return list(topic.merged.filter(state=TopicState.MERGED))


def look_alikes(topic: Topic) -> list[Alike]:
    """Open topics of the unit that a person might want to merge, the most similar first."""
    others = list(
        Topic.objects.filter(unit=topic.unit, state__in=OPEN_STATES).exclude(pk=topic.pk)[:LOOKED_AT]
    )
    rarity, mine = Rarity(), features_of(topic.title)
    features = [features_of(other.title) for other in others]
    for one in (mine, *features):
        rarity.add(one)
    scored = [
        Alike(other, similarity(mine, theirs, rarity)) for other, theirs in zip(others, features, strict=True)
    ]
    return sorted((one for one in scored if one.score >= ALIKE), key=lambda one: -one.score)[:OFFERED]


def writing_of(topic: Topic) -> Writing | None:
    row = topic.writings.select_related("article").first()
    return Writing(row.article, article_stage(row.article).label) if row else None


def topic_of(article: ArticlePage) -> TopicArticle | None:
    return TopicArticle.objects.select_related("topic", "item__source").filter(article=article).first()
