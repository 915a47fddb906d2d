"""Articles for the desk's lists: the latest ones with their stage, and what is under review where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom.enums import ARTICLE, Stage
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.selectors.stages import ArticleStage, stages_of
from zhenglian.people.api import units_of
from zhenglian.people.enums import Role
from zhenglian.reviews import api as reviews

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

LATEST = 400  # stages are worked out in memory; older articles are found by search


@dataclass(frozen=True, slots=True)
class Listed:
    article: ArticlePage
    stage: ArticleStage


@dataclass(frozen=True, slots=True)
class UnderReview:
    article: ArticlePage
    review: reviews.Review
    is_mine: bool  # this person may decide its current level now


def latest_articles(words: str = "", *, clock: Clock = SYSTEM) -> list[Listed]:
    """The last edited first, at most LATEST; `words` are looked for in title and draft title."""
    articles = ArticlePage.objects.select_related("unit", "column", "owner")
    if words:
        articles = articles.filter(draft_title__icontains=words) | articles.filter(title__icontains=words)
    found = list(articles.order_by("-latest_revision_created_at", "-pk")[:LATEST])
    stages = stages_of(found, clock=clock)
    return [Listed(article, stages[article.pk]) for article in found]


def counts_by_stage(listed: list[Listed]) -> dict[Stage, int]:
    """Only stages that occur, in the order of the road."""
    counts = Counter(row.stage.stage for row in listed)
    return {stage: counts[stage] for stage in Stage if counts[stage]}


def articles_under_review(staff: Staff, *, clock: Clock = SYSTEM) -> list[UnderReview]:
    """What this person may decide first, then the rest of their units; the most urgent first in each."""
    mine = {review.pk for review in reviews.open_reviews_for(staff, clock=clock)}
    units = {unit.pk for unit in units_of(staff, list(Role), clock=clock)}
    rounds = [
        review
        for review in reviews.open_reviews().filter(subject_kind=ARTICLE)
        if review.pk in mine or review.unit_id in units or staff.is_superuser
    ]
    articles = ArticlePage.objects.select_related("unit").in_bulk([int(r.subject_id) for r in rounds])
    found = [
        UnderReview(articles[int(review.subject_id)], review, review.pk in mine)
        for review in rounds
        if int(review.subject_id) in articles
    ]
    return sorted(found, key=lambda row: (not row.is_mine, row.review.due_at))
