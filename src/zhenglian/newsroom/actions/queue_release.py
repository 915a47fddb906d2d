"""What an ordinary and an emergency release have in common: checks of the content, rows in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from zhenglian.accounts import api as accounts
from zhenglian.accounts.enums import Platform
from zhenglian.audit.api import record
from zhenglian.channels import api as channels
from zhenglian.kernel.clock import Clock
from zhenglian.newsroom import errors, signals
from zhenglian.newsroom.enums import ReleaseState
from zhenglian.newsroom.models import ArticlePage, Release
from zhenglian.newsroom.rules import can_use_account
from zhenglian.newsroom.selectors.drafts import subject_of
from zhenglian.newsroom.selectors.releases import accounts_that_have, is_public, website_delivery
from zhenglian.reviews.api import Seal

if TYPE_CHECKING:
    from zhenglian.newsroom.renderings import Renderings
    from zhenglian.people.api import Staff


def chosen_accounts(
    article: ArticlePage, account_ids: Iterable[int], *, actor: Staff, clock: Clock
) -> list[accounts.Account]:
    """The accounts, the website first. Raises NoAccount, AccountNotActive, MayNotUseAccount."""
    wanted = set(account_ids)
    if not wanted:
        raise errors.NoAccount
    chosen = list(accounts.active_accounts().filter(pk__in=wanted))
    if len(chosen) != len(wanted):
        raise errors.AccountNotActive
    for account in chosen:
        if not can_use_account(actor, article, account, clock=clock):
            raise errors.MayNotUseAccount
    return sorted(chosen, key=lambda account: (account.platform != Platform.WEBSITE, account.pk))


def check_content(
    article: ArticlePage,
    renderings: Renderings,
    chosen: list[accounts.Account],
    *,
    digest: str,
    correction_note: str,
) -> None:
    """Raises LintBlocks, ReleasedAlready, WebsiteFirst, CorrectionUnexplained."""
    findings = [
        found for account in chosen for found in _blocking(renderings.payloads[account.platform], account)
    ]
    if findings:
        raise errors.LintBlocks(tuple(dict.fromkeys(findings)))
    if accounts_that_have(article, digest) & {account.pk for account in chosen}:
        raise errors.ReleasedAlready
    has_website = chosen[0].platform == Platform.WEBSITE or website_delivery(article, digest) is not None
    if not has_website:
        raise errors.WebsiteFirst
    others = article.releases.filter(live_at__isnull=False).exclude(seal__digest=digest)
    if is_public(article) and others.exists() and not correction_note.strip():
        raise errors.CorrectionUnexplained


def _blocking(payload: channels.Payload, account: accounts.Account) -> list[channels.Finding]:
    """Weibo takes only links on the domain registered for the account."""
    domain = accounts.credentials_of(account).get("safe_domain", "")
    found = channels.lint(payload, domains=(domain,) if domain else ())
    return [finding for finding in found if finding.blocks]


def queue_release(  # noqa: PLR0913  who releases what where, when, with which seal and note
    article: ArticlePage,
    renderings: Renderings,
    chosen: list[accounts.Account],
    *,
    seal: Seal,
    due_at: datetime,
    correction_note: str,
    actor: Staff,
    principal: Staff | None = None,
    clock: Clock,
) -> Release:
    """Writes the release and one ledger row an account, the website's first and the others after it.

    Records `newsroom.release`, sends `article_released`. The ledger compares every digest with the seal.
    """
    release = Release.objects.create(
        article=article,
        number=article.releases.count() + 1,
        seal=seal,
        revision=article.latest_revision,
        state=ReleaseState.SCHEDULED if due_at > clock.now() else ReleaseState.RELEASED,
        due_at=due_at,
        correction_note=correction_note.strip(),
        requested_by=actor,
        requested_at=clock.now(),
    )
    _queue_deliveries(release, renderings, chosen, actor=actor, clock=clock)
    detail = {
        "release": release.pk,
        "seal": seal.pk,
        "ground": str(seal.ground),
        "manifest": seal.manifest,
        "accounts": [str(account) for account in chosen],
        "due_at": due_at.isoformat(),
        "correction_note": release.correction_note,
    }
    record(
        "newsroom.release",
        actor=actor,
        on=subject_of(article).audited(),
        detail=detail,
        on_behalf_of=str(principal or ""),
        clock=clock,
    )
    signals.article_released.send(Release, release=release, actor=actor)
    return release


def _queue_deliveries(
    release: Release,
    renderings: Renderings,
    chosen: list[accounts.Account],
    *,
    actor: Staff,
    clock: Clock,
) -> None:
    payloads = renderings.payloads
    website = website_delivery(release.article, release.seal.digest)
    for account in chosen:
        delivery = channels.queue_delivery(
            account=account,
            seal=release.seal,
            part=account.platform,
            digest=channels.freeze(payloads[account.platform], clock=clock),
            reference=release.reference,
            title=subject_of(release.article).name[:200],
            due_at=release.due_at,
            after=website,
            actor=actor,
            clock=clock,
        )
        if website is None:
            website = delivery
