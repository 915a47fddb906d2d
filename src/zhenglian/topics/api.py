"""The front door of topics: what there is to write about, from watched sources to an article."""

from __future__ import annotations

from zhenglian.topics.actions.sources import SourceFacts, add_source, change_source
from zhenglian.topics.actions.topics import claim_topic, drop_topic, propose_topic
from zhenglian.topics.actions.write_article import write_article
from zhenglian.topics.models import Item, Source, Topic, TopicArticle
from zhenglian.topics.selectors.pool import visible_topics

__all__ = [
    "Item",
    "Source",
    "SourceFacts",
    "Topic",
    "TopicArticle",
    "add_source",
    "change_source",
    "claim_topic",
    "drop_topic",
    "propose_topic",
    "visible_topics",
    "write_article",
]
