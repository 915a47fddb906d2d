"""Takes a published article back everywhere: a publisher's decision, with a reason that readers are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.accounts.enums import Platform
from zhenglian.audit.api import record
from zhenglian.channels import api as channels
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom import errors, signals
from zhenglian.newsroom.actions.article_lock import locked
from zhenglian.newsroom.actions.owed_review import void_request
from zhenglian.newsroom.enums import ReleaseState
from zhenglian.newsroom.models import ArticlePage, Release, Withdrawal
from zhenglian.newsroom.rules import check_reason, publishing_authority
from zhenglian.newsroom.selectors.drafts import draft_of, subject_of
from zhenglian.newsroom.selectors.older_copies import standing_copies

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def withdraw_release(article: ArticlePage, *, reason: str, actor: Staff, clock: Clock = SYSTEM) -> Withdrawal:
    """Queues a withdrawal of every copy, the website's first, and cancels what has not left yet.

    Copies that no machine can delete become tasks for a person. The article may be released again later.
    Records `newsroom.withdraw`, sends `article_withdrawn`. Raises MayNotRelease, ReasonTooShort, NotPublic.
    """
    article = locked(article)
    authority = publishing_authority(actor, draft_of(article), clock=clock)
    check_reason(reason)
    releases = list(article.releases.all())
    for release in releases:
        _cancel(release, reason=reason, actor=actor, clock=clock)
    copies = sorted(
        standing_copies([release.reference for release in releases]),
        key=lambda row: (row.account.platform != Platform.WEBSITE, row.pk),
    )
    if not copies:
        raise errors.NotPublic
    withdrawal = Withdrawal.objects.create(
        article=article, reason=reason.strip()[:300], requested_by=actor, requested_at=clock.now()
    )
    for copy in copies:
        channels.queue_withdrawal(
            copy,
            reference=withdrawal.reference,
            because=withdrawal.reason,
            due_at=clock.now(),
            actor=actor,
            clock=clock,
        )
    void_request(article, because="withdrawn", actor=actor, clock=clock)
    detail = {
        "withdrawal": withdrawal.pk,
        "reason": withdrawal.reason,
        "copies": [f"{row.account} {row.url}".strip() for row in copies],
    }
    record(
        "newsroom.withdraw",
        actor=actor,
        on=subject_of(article).audited(),
        detail=detail,
        on_behalf_of=str(authority.principal or ""),
        clock=clock,
    )
    signals.article_withdrawn.send(Withdrawal, withdrawal=withdrawal, actor=actor)
    return withdrawal


def _cancel(release: Release, *, reason: str, actor: Staff, clock: Clock) -> None:
    channels.cancel_deliveries(release.reference, actor=actor, reason=reason[:200], clock=clock)
    if release.state == ReleaseState.SCHEDULED:
        release.state, release.closed_because = ReleaseState.CANCELLED, reason[:200]
        release.save(update_fields=["state", "closed_because"])


@transaction.atomic
def take_offline(release: Release, *, clock: Clock = SYSTEM) -> bool:
    """The website shows a tombstone instead of this release's page: no list, no search, not live any more.

    Called when the ledger reports the website's withdrawal. Records `newsroom.offline`, sends
    `article_offline`. False when a newer release is live already.
    """
    article = locked(release.article)
    live = article.releases.select_for_update().filter(live_at__isnull=False, withdrawn_at=None)
    if live.filter(number__gt=release.number).exists():
        return False
    if not live.update(withdrawn_at=clock.now()):
        return False
    article.unpublish(log_action=False)
    detail = {"release": release.pk}
    record("newsroom.offline", actor=None, on=subject_of(article).audited(), detail=detail, clock=clock)
    signals.article_offline.send(Release, article=article, release=release)
    return True
