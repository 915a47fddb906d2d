"""Copies of earlier versions on each account, and which of them still want a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from zhenglian.channels import api as channels
from zhenglian.channels.enums import DeliveryKind, DeliveryState, FailureClass
from zhenglian.newsroom.copies import Decisions, OlderCopies
from zhenglian.newsroom.enums import ReleaseState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from zhenglian.newsroom.models import ArticlePage

MAY_BE_THERE = (
    DeliveryState.PUBLISHED,
    DeliveryState.SENDING,
    DeliveryState.ACCEPTED,
    DeliveryState.UNKNOWN,
)


def standing_copies(references: Iterable[str]) -> QuerySet[channels.Delivery]:
    """What readers can find, or may be able to, and what nobody takes back yet; oldest first."""
    rows = channels.deliveries_of_many(references).filter(kind=DeliveryKind.PUBLISH)
    is_open = Q(state=DeliveryState.FAILED, failure_class=FailureClass.UNKNOWN)
    taken_back = Q(withdrawals__kind=DeliveryKind.WITHDRAW) & ~Q(withdrawals__state=DeliveryState.CANCELLED)
    rows = rows.filter(Q(state__in=MAY_BE_THERE) | is_open)
    return rows.exclude(pk__in=rows.filter(taken_back).values("pk")).order_by("created_at", "pk")


def older_copies(article: ArticlePage, digest: str) -> list[OlderCopies]:
    """By account, of every version but the one sealed under `digest`."""
    releases = article.releases.exclude(seal__digest=digest)
    found: dict[int, list[channels.Delivery]] = {}
    for row in standing_copies([release.reference for release in releases]):
        found.setdefault(row.account_id, []).append(row)
    return [
        OlderCopies(rows[0].account, tuple(rows), channels.capabilities(rows[0].account.platform).can_edit)
        for rows in found.values()
    ]


def undecided_copies(
    article: ArticlePage, digest: str, decisions: Decisions | None = None
) -> list[OlderCopies]:
    """Those on platforms that cannot edit, about which nobody has decided for this version."""
    kept = article.releases.filter(seal__digest=digest).exclude(state=ReleaseState.CANCELLED)
    decided = {int(pk) for release in kept for pk in release.decisions} | set(decisions or {})
    return [
        copies
        for copies in older_copies(article, digest)
        if not copies.can_edit and copies.account.pk not in decided
    ]
