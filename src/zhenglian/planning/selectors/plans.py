"""The plans of one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.planning.enums import PlanState
from zhenglian.planning.models import Plan

if TYPE_CHECKING:
    from zhenglian.newsroom.api import ArticlePage


def plans_of(article: ArticlePage) -> list[Plan]:
    """Open and done ones, in order of day."""
    rows = Plan.objects.filter(article=article).exclude(state=PlanState.DROPPED)
    return list(rows.select_related("account").order_by("day", "pk"))
