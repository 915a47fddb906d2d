"""One decision on an article at a time."""

from __future__ import annotations

from wagtail.models import Page

from zhenglian.newsroom.models import ArticlePage


def locked(article: ArticlePage) -> ArticlePage:
    """The article as stored now, held until the transaction ends.

    The row of `Page` is locked, because that is what saving a revision writes: one order of locks for both.
    """
    Page.objects.select_for_update().get(pk=article.pk)
    found: ArticlePage = ArticlePage.objects.select_related("unit").get(pk=article.pk)
    return found
