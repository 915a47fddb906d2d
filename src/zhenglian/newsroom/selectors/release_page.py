"""What the release page shows: accounts still open to this version, releases with their deliveries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zhenglian.accounts import api as accounts
from zhenglian.channels import api as channels
from zhenglian.channels.enums import DeliveryState
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom.copies import decisions_from_json
from zhenglian.newsroom.enums import ReleaseState
from zhenglian.newsroom.rules import can_use_account
from zhenglian.newsroom.selectors.older_copies import older_copies
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

    @property
    def is_correction(self) -> bool:
        return channels.is_correction(self.delivery.part)

    @property
    def is_good(self) -> bool:
        """Ended as it was meant to."""
        wanted = DeliveryState.WITHDRAWN if self.delivery.is_withdrawal else DeliveryState.PUBLISHED
        return bool(self.delivery.state == wanted)


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """`decisions`: the accounts with older copies in words, and what was decided about each."""

    release: Release
    despatches: tuple[Despatch, ...]
    decisions: tuple[tuple[str, str, str], ...] = ()

    @property
    def can_be_cancelled(self) -> bool:
        return self.release.state == ReleaseState.SCHEDULED


def usable_accounts(
    article: ArticlePage, staff: Staff, *, seal: Seal | None = None, clock: Clock = SYSTEM
) -> list[accounts.Account]:
    """Active accounts on which this person may bring it out.

    Without those that have this version, those for which nothing was sealed, and those that want a decision
    on an older copy instead (`undecided_copies`).
    """
    digest = seal.digest if seal else ""
    out = accounts_that_have(article, digest) if digest else set()
    out |= {one.account.pk for one in older_copies(article, digest) if not one.can_edit}
    return [
        account
        for account in accounts.active_accounts()
        if account.pk not in out
        and (seal is None or account.platform in seal.manifest)
        and can_use_account(staff, article, account, clock=clock)
    ]


def release_views(article: ArticlePage, *, clock: Clock = SYSTEM) -> list[ReleaseView]:
    """Newest first."""
    now = clock.now()
    return [
        ReleaseView(release, tuple(_despatches(release.reference, now)), _decisions(release))
        for release in releases_of(article)
    ]


def despatches_of(reference: str, *, clock: Clock = SYSTEM) -> list[Despatch]:
    """Of a release, or of a withdrawal."""
    return _despatches(reference, clock.now())


def _despatches(reference: str, now: datetime) -> list[Despatch]:
    return [Despatch(row, _reason(row, now)) for row in channels.deliveries_of(reference)]


def _decisions(release: Release) -> tuple[tuple[str, str, str], ...]:
    names = {account.pk: str(account) for account in accounts.accounts()}
    return tuple(
        (names.get(pk, str(pk)), str(one.choice.label), one.reason)
        for pk, one in decisions_from_json(release.decisions).items()
    )


def _reason(delivery: channels.Delivery, now: datetime) -> str:
    if delivery.is_ended:
        return delivery.failure_text
    return channels.why_not_yet(delivery, now=now)
