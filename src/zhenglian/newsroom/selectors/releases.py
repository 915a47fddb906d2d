"""Releases of an article: where it can be read, its corrections, what is scheduled, what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from zhenglian.channels import api as channels
from zhenglian.channels.enums import DeliveryKind, DeliveryState
from zhenglian.channels.shelf import Place
from zhenglian.channels.shelf import published_places as places_of_references
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom.enums import EmergencyState, ReleaseState
from zhenglian.newsroom.models import ArticlePage, Emergency, Release, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhenglian.people.api import Unit

UNSENT = (DeliveryState.CANCELLED, DeliveryState.REFUSED, DeliveryState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Correction:
    """What readers are told of a later version, and since when it is on the website."""

    note: str
    live_at: datetime


def releases_of(article: ArticlePage) -> QuerySet[Release]:
    """Newest first, with seal and people."""
    return article.releases.select_related("seal", "revision", "requested_by").order_by("-number")


def corrections_of(article: ArticlePage) -> list[Correction]:
    """Published corrections, oldest first."""
    rows = article.releases.filter(live_at__isnull=False).exclude(correction_note="").order_by("number")
    return [Correction(row.correction_note, row.live_at) for row in rows if row.live_at]


def published_places(article: ArticlePage) -> list[Place]:
    """Everywhere the article can be read, with links, oldest first.

    Of each account the newest post only, and beside it the newest that corrects one.
    """
    found = places_of_references([release.reference for release in article.releases.all()])
    newest = {_seat(place): place for place in found}
    return [place for place in found if newest[_seat(place)] is place]


def _seat(place: Place) -> tuple[str, str, bool]:
    return place.platform_name, place.account_name, place.is_correction


def scheduled_releases() -> QuerySet[Release]:
    """Promises still to be kept, the next first."""
    waiting = Release.objects.filter(state=ReleaseState.SCHEDULED)
    return waiting.select_related("article", "article__unit", "seal").order_by("due_at", "pk")


def accounts_that_have(article: ArticlePage, digest: str) -> set[int]:
    """Ids of accounts that were given this sealed version, or still are to get it."""
    references = [release.reference for release in article.releases.filter(seal__digest=digest)]
    rows = channels.deliveries_of_many(references).filter(kind=DeliveryKind.PUBLISH).exclude(state__in=UNSENT)
    return set(rows.values_list("account_id", flat=True))


def has_gone_out(article: ArticlePage, digest: str) -> bool:
    """Whether the sealed version was handed to the platforms; a scheduled one was not yet."""
    return article.releases.filter(seal__digest=digest, state=ReleaseState.RELEASED).exists()


def website_delivery(article: ArticlePage, digest: str) -> channels.Delivery | None:
    """The delivery that brought, or is to bring, this sealed version to the website."""
    references = [release.reference for release in article.releases.filter(seal__digest=digest)]
    rows = channels.deliveries_of_many(references).filter(kind=DeliveryKind.PUBLISH).exclude(state__in=UNSENT)
    return rows.filter(part="website").first()


def is_public(article: ArticlePage) -> bool:
    """Some version of it is live."""
    return article.releases.filter(live_at__isnull=False, withdrawn_at=None).exists()


def last_withdrawal(article: ArticlePage) -> Withdrawal | None:
    """The newest decision to take it back everywhere."""
    return article.withdrawals.order_by("-pk").first()


def overdue_emergencies(*, units: Iterable[Unit] | None = None, clock: Clock = SYSTEM) -> QuerySet[Emergency]:
    """Released in an emergency, and the review that is owed came back or is not done in time."""
    owed = Emergency.objects.filter(state=EmergencyState.CONFIRMED)
    owed = owed.filter(Q(returned_at__isnull=False) | Q(due_at__lte=clock.now()))
    if units is not None:
        owed = owed.filter(article__unit__in=list(units))
    return owed.select_related("article", "article__unit", "requested_by", "confirmed_by").order_by("due_at")


def outstanding_emergency(article: ArticlePage) -> Emergency | None:
    """Released without review, and the review is still owed."""
    return article.emergencies.filter(state=EmergencyState.CONFIRMED).order_by("-pk").first()


def requested_emergency(article: ArticlePage) -> Emergency | None:
    """Waiting for the second person."""
    return article.emergencies.filter(state=EmergencyState.REQUESTED).first()
