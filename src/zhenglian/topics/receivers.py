"""Listens to the newsroom: an article's page shows the topic that it came from, with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver

from zhenglian.newsroom.signals import ArticleNote, article_shown
from zhenglian.topics.selectors.topic_page import item_rows, topic_of

if TYPE_CHECKING:
    from zhenglian.newsroom.api import ArticlePage


@receiver(article_shown, dispatch_uid="topics.sources_of_article")
def sources_of_article(article: ArticlePage, **_: Any) -> ArticleNote | None:  # Any: a signal's arguments
    found = topic_of(article)
    if found is None:
        return None
    context = {"topic": found.topic, "rows": item_rows(found.topic), "taken_from": found.item}
    return ArticleNote("topics/_article_note.html", context)
