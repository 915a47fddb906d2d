"""A plan follows its article: released, it is done; the release cancelled, it is open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.channels.api import deliveries_of
from zhenglian.channels.enums import DeliveryState
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.planning.enums import PlanState
from zhenglian.planning.models import Plan

if TYPE_CHECKING:
    from zhenglian.newsroom.api import Release
    from zhenglian.people.api import Staff


@transaction.atomic
def settle_plans(release: Release, *, actor: Staff | None = None, clock: Clock = SYSTEM) -> list[Plan]:
    """The article's next open plan on each account of the release is done by it."""
    reached = _accounts(release, is_cancelled=False)
    waiting = Plan.objects.select_for_update(of=("self",)).filter(
        article_id=release.article_id, account__in=reached, state=PlanState.PLANNED
    )
    first: dict[int, Plan] = {}
    for plan in waiting.order_by("day", "pk"):
        first.setdefault(plan.account_id, plan)
    for plan in first.values():
        _turn(plan, PlanState.DONE, release, actor, clock)
    for plan in first.values():
        record("planning.done", actor=actor, on=plan, detail={"release": release.pk}, clock=clock)
    return list(first.values())


@transaction.atomic
def reopen_plans(release: Release, *, actor: Staff | None = None, clock: Clock = SYSTEM) -> list[Plan]:
    """Plans whose delivery was cancelled wait for another release, on the day that they had."""
    cancelled = _accounts(release, is_cancelled=True)
    done = Plan.objects.select_for_update(of=("self",)).filter(
        release=release, account__in=cancelled, state=PlanState.DONE
    )
    plans = list(done)
    for plan in plans:
        _turn(plan, PlanState.PLANNED, None, actor, clock)
    for plan in plans:
        record("planning.reopen", actor=actor, on=plan, detail={"release": release.pk}, clock=clock)
    return plans


def _accounts(release: Release, *, is_cancelled: bool) -> set[int]:
    rows = deliveries_of(release.reference)
    return {row.account_id for row in rows if (row.state == DeliveryState.CANCELLED) == is_cancelled}


def _turn(plan: Plan, state: PlanState, release: Release | None, actor: Staff | None, clock: Clock) -> None:
    plan.state, plan.release = state, release
    plan.version += 1
    plan.changed_by, plan.changed_at = actor, clock.now()
    plan.save(update_fields=["state", "release", "version", "changed_by", "changed_at"])
