"""The newest draft of an article, what it renders to, and who has written it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model

from zhenglian.checks.api import mask
from zhenglian.checks.enums import PersonalKind
from zhenglian.newsroom.enums import ARTICLE
from zhenglian.newsroom.models import ArticleEdit, ArticlePage
from zhenglian.newsroom.renderings import Renderings, render_article
from zhenglian.reviews.api import Subject

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

NEVER_RECORDED = (PersonalKind.IDENTITY_NUMBER, PersonalKind.MOBILE, PersonalKind.BANK_CARD)
TRAITS = {"is_key": "key", "is_hot": "hot", "is_difficult": "difficult"}


def draft_of(article: ArticlePage) -> ArticlePage:
    """The article as its latest revision has it; the page itself while there is no revision."""
    draft: ArticlePage = article.get_latest_revision_as_object()
    return draft


def renderings_of(article: ArticlePage) -> Renderings:
    """What the newest draft would send to each platform, rendered now."""
    return render_article(draft_of(article))


def subject_of(article: ArticlePage) -> Subject:
    """How `reviews`, `audit` and mails know the article: there a number of a person would stay for good."""
    title = str(article.draft_title or article.title)
    return Subject(ARTICLE, str(article.pk), mask(title, NEVER_RECORDED))


def traits(draft: ArticlePage) -> set[str]:
    """What the level rules ask for: a subset of key, hot, difficult."""
    return {trait for flag, trait in TRAITS.items() if getattr(draft, flag)}


def contributors(article: ArticlePage) -> list[Staff]:
    """Everybody who wrote or changed its content at any time, the owner first.

    For ever, not since the last release: a correction still holds what they wrote.
    """
    ids = [article.owner_id] if article.owner_id else []
    edits = ArticleEdit.objects.filter(article_id=article.pk, changes_content=True, staff__isnull=False)
    ids += edits.order_by("pk").values_list("staff_id", flat=True)
    people = get_user_model().objects.in_bulk(set(ids))
    return [people[pk] for pk in dict.fromkeys(ids) if pk in people]
