"""What an ordinary and an emergency release have in common: checks of the content, rows in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from zhenglian.accounts import api as accounts
from zhenglian.accounts.enums import Platform
from zhenglian.audit.api import record
from zhenglian.channels import api as channels
from zhenglian.kernel.clock import Clock
from zhenglian.newsroom import errors, signals
from zhenglian.newsroom.actions.check_quotas import check_quotas
from zhenglian.newsroom.copies import Decisions, Step, decisions_as_json
from zhenglian.newsroom.enums import ReleaseState
from zhenglian.newsroom.models import ArticlePage, Release
from zhenglian.newsroom.rules import can_use_account
from zhenglian.newsroom.selectors.drafts import subject_of
from zhenglian.newsroom.selectors.releases import accounts_that_have, is_public, website_delivery
from zhenglian.reviews.api import Seal
from zhenglian.reviews.enums import SealGround

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
    steps: list[Step],
    *,
    digest: str,
    sealed: Mapping[str, str],
) -> None:
    """Raises PartNotSealed, LintBlocks, ReleasedAlready, WebsiteFirst, CorrectionUnexplained.

    `sealed`: the manifest that was approved; it may be older than the software and lack a part.
    """
    if any(step.part not in sealed for step in steps):
        raise errors.PartNotSealed
    chosen = [step.account for step in steps]
    findings = [found for step in steps for found in _blocking(renderings.payloads[step.part], step.account)]
    if findings:
        raise errors.LintBlocks(tuple(dict.fromkeys(findings)))
    if accounts_that_have(article, digest) & {account.pk for account in chosen}:
        raise errors.ReleasedAlready
    has_website = bool(chosen) and chosen[0].platform == Platform.WEBSITE
    has_website = has_website or website_delivery(article, digest) is not None
    if not has_website:
        raise errors.WebsiteFirst
    others = article.releases.filter(live_at__isnull=False).exclude(seal__digest=digest)
    if is_public(article) and others.exists() and not article.correction_note.strip():
        raise errors.CorrectionUnexplained


def _blocking(payload: channels.Payload, account: accounts.Account) -> list[channels.Finding]:
    """Weibo takes only links on the domain registered for the account."""
    domain = accounts.credentials_of(account).get("safe_domain", "")
    found = channels.lint(payload, domains=(domain,) if domain else ())
    return [finding for finding in found if finding.blocks]


def queue_release(
    article: ArticlePage,
    renderings: Renderings,
    steps: list[Step],
    *,
    seal: Seal,
    due_at: datetime,
    decisions: Decisions,
    actor: Staff,
    principal: Staff | None = None,
    clock: Clock,
) -> Release:
    """Writes the release and its ledger rows, the website's first and the others after it.

    `article` is the draft that was sealed; its correction note goes with it.
    Records `newsroom.release`, sends `article_released`. The ledger compares every digest with the seal.
    Raises QuotaNotEnough; a confirmed emergency rather waits in the ledger for the accounts concerned.
    """
    if seal.ground == SealGround.REVIEW:
        check_quotas([step.account for step in steps], at=due_at, clock=clock)
    release = Release.objects.create(
        article=article,
        number=article.releases.count() + 1,
        seal=seal,
        revision=article.latest_revision,
        state=ReleaseState.SCHEDULED if due_at > clock.now() else ReleaseState.RELEASED,
        due_at=due_at,
        correction_note=article.correction_note.strip(),
        decisions=decisions_as_json(decisions),
        requested_by=actor,
        requested_at=clock.now(),
    )
    _overtake_older(release, actor=actor, clock=clock)
    _queue_deliveries(release, renderings, steps, actor=actor, clock=clock)
    record(
        "newsroom.release",
        actor=actor,
        on=subject_of(article).audited(),
        detail=_recorded(release, steps),
        on_behalf_of=str(principal or ""),
        clock=clock,
    )
    signals.article_released.send(Release, release=release, actor=actor)
    return release


def _overtake_older(release: Release, *, actor: Staff, clock: Clock) -> None:
    """What still waits of older versions, also for a person, must not go out after this one."""
    for older in release.article.releases.exclude(seal__digest=release.seal.digest):
        reason = f"overtaken by release {release.number}"
        channels.cancel_deliveries(
            older.reference, actor=actor, reason=reason, keep_withdrawals=True, clock=clock
        )


def _recorded(release: Release, steps: list[Step]) -> dict[str, Any]:  # Any: JSON
    """What the audit keeps of a release."""
    return {
        "release": release.pk,
        "seal": release.seal.pk,
        "ground": str(release.seal.ground),
        "manifest": release.seal.manifest,
        "accounts": [str(step.account) for step in steps],
        "older_copies": release.decisions,
        "due_at": release.due_at.isoformat(),
        "correction_note": release.correction_note,
    }


def _queue_deliveries(
    release: Release,
    renderings: Renderings,
    steps: list[Step],
    *,
    actor: Staff,
    clock: Clock,
) -> None:
    """What replaces an older post waits until that is taken back, which waits for the website."""
    website = website_delivery(release.article, release.seal.digest)
    for step in steps:
        delivery = channels.queue_delivery(
            account=step.account,
            seal=release.seal,
            part=step.part,
            digest=channels.freeze(renderings.payloads[step.part], clock=clock),
            reference=release.reference,
            title=subject_of(release.article).name[:200],
            due_at=release.due_at,
            after=_take_back(release, step, after=website, actor=actor, clock=clock),
            actor=actor,
            clock=clock,
        )
        if website is None:
            website = delivery


def _take_back(
    release: Release, step: Step, *, after: channels.Delivery | None, actor: Staff, clock: Clock
) -> channels.Delivery | None:
    """Queues the withdrawal of older posts one after the other; returns what the new post waits for."""
    for copy in step.takes_back:
        after = channels.queue_withdrawal(
            copy,
            reference=release.reference,
            because=release.correction_note,
            due_at=release.due_at,
            after=after,
            actor=actor,
            clock=clock,
        )
    return after
