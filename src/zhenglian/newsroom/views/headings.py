"""The path shown above a desk page of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage


def breadcrumbs(article: ArticlePage, *below: str) -> list[dict[str, str]]:
    """Articles › this article's review page › names of pages below it, the last one being open."""
    review = reverse("newsroom:article_review", args=[article.pk])
    title = str(article.get_admin_display_title())
    items = [
        {"url": reverse("newsroom:article_list"), "label": _("Articles")},
        {"url": review if below else "", "label": title},
    ]
    return [*items, *({"url": "", "label": name} for name in below)]
