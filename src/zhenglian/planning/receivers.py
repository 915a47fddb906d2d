"""Listens to the newsroom: releases, their cancelling, and the desk's page of an article."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from zhenglian.newsroom.signals import ArticleNote, article_released, article_shown, release_cancelled
from zhenglian.planning.actions.follow_release import reopen_plans, settle_plans
from zhenglian.planning.selectors.plans import plans_of

# Any: signals hand over whatever their sender passed; the names used are documented in `newsroom.signals`.


@receiver(article_released, dispatch_uid="planning.settle_plans")
def article_on_its_way(release: Any, actor: Any, **_: Any) -> None:
    settle_plans(release, actor=actor)


@receiver(release_cancelled, dispatch_uid="planning.reopen_plans")
def release_taken_back(release: Any, actor: Any, **_: Any) -> None:
    reopen_plans(release, actor=actor)


@receiver(article_shown, dispatch_uid="planning.plans_of_article")
def plans_of_article(article: Any, **_: Any) -> ArticleNote:
    """For which days it is planned, and the way to plan it."""
    return ArticleNote("planning/_article_note.html", {"article": article, "plans": plans_of(article)})
