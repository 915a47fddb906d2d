"""What the release page shows: accounts still open to this version, releases with their deliveries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zhenglian.accounts import api as accounts
from zhenglian.channels import api as channels
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom.enums import ReleaseState
from zhenglian.newsroom.rules import can_use_account
from zhenglian.newsroom.selectors.releases import accounts_that_have, releases_of

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage, Release
    from zhenglian.people.api import Staff
    from zhenglian.reviews.api import Seal


@dataclass(frozen=True, slots=True)
class Despatch:
    """One delivery with the sentence that says why it is not out yet; "" once it is."""

    delivery: channels.Delivery
    why_not_yet: str


@dataclass(frozen=True, slots=True)
class ReleaseView:
    release: Release
    despatches: tuple[Despatch, ...]

    @property
    def can_be_cancelled(self) -> bool:
        return self.release.state == ReleaseState.SCHEDULED


def usable_accounts(
    article: ArticlePage, staff: Staff, *, digest: str = "", clock: Clock = SYSTEM
) -> list[accounts.Account]:
    """Active accounts on which this person may bring it out, without those that have this version."""
    have = accounts_that_have(article, digest) if digest else set()
    return [
        account
        for account in accounts.active_accounts()
        if account.pk not in have and can_use_account(staff, article, account, clock=clock)
    ]


def demands_correction(article: ArticlePage, seal: Seal | None) -> bool:
    """Another version is public: readers of it are told what was corrected."""
    public = article.releases.filter(live_at__isnull=False)
    if seal is not None:
        public = public.exclude(seal__digest=seal.digest)
    return public.exists()


def release_views(article: ArticlePage, *, clock: Clock = SYSTEM) -> list[ReleaseView]:
    """Newest first."""
    now = clock.now()
    found = []
    for release in releases_of(article):
        rows = channels.deliveries_of(release.reference).select_related("account")
        despatches = tuple(Despatch(row, _reason(row, now)) for row in rows)
        found.append(ReleaseView(release, despatches))
    return found


def _reason(delivery: channels.Delivery, now: datetime) -> str:
    if delivery.is_ended:
        return delivery.failure_text
    return channels.why_not_yet(delivery, now=now)
