"""Listens to the newsroom: releases and their cancelling. Each calls one action."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from zhenglian.newsroom.signals import article_released, release_cancelled
from zhenglian.planning.actions.follow_release import reopen_plans, settle_plans

# Any: signals hand over whatever their sender passed; the names used are documented in `newsroom.signals`.


@receiver(article_released, dispatch_uid="planning.settle_plans")
def article_on_its_way(release: Any, actor: Any, **_: Any) -> None:
    settle_plans(release, actor=actor)


@receiver(release_cancelled, dispatch_uid="planning.reopen_plans")
def release_taken_back(release: Any, actor: Any, **_: Any) -> None:
    reopen_plans(release, actor=actor)
