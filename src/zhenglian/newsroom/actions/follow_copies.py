"""Turns the choice of accounts and the decisions on older copies into the steps of a release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from zhenglian.accounts.enums import Platform
from zhenglian.channels.api import correction_part
from zhenglian.newsroom import errors
from zhenglian.newsroom.actions.queue_release import chosen_accounts
from zhenglian.newsroom.copies import Decisions, Step
from zhenglian.newsroom.enums import CopyChoice
from zhenglian.newsroom.rules import check_reason
from zhenglian.newsroom.selectors.older_copies import older_copies, undecided_copies
from zhenglian.newsroom.selectors.releases import is_public
from zhenglian.reviews.api import Manifest

if TYPE_CHECKING:
    from zhenglian.kernel.clock import Clock
    from zhenglian.newsroom.models import ArticlePage
    from zhenglian.people.api import Staff

SENDING_CHOICES = (CopyChoice.REPOST, CopyChoice.CORRECT)


def release_steps(
    draft: ArticlePage,
    account_ids: Iterable[int],
    decisions: Decisions,
    *,
    digest: str,
    actor: Staff,
    clock: Clock,
) -> list[Step]:
    """The website first, then the rest. `digest` is the seal's.

    Raises NoAccount, AccountNotActive, MayNotUseAccount, CopyUndecided, CopyNotThere and ReasonTooShort.
    """
    copies = {one.account.pk: one.deliveries for one in older_copies(draft, digest)}
    _check_decisions(draft, digest, copies, decisions)
    sent = {pk for pk, decision in decisions.items() if decision.choice in SENDING_CHOICES}
    accounts = chosen_accounts(draft, {*account_ids} | sent, actor=actor, clock=clock)
    steps = []
    for account in accounts:
        decision = decisions.get(account.pk)
        is_correction = decision is not None and decision.choice == CopyChoice.CORRECT
        is_repost = decision is not None and decision.choice == CopyChoice.REPOST
        steps.append(
            Step(
                account,
                correction_part(account.platform) if is_correction else str(Platform(account.platform)),
                tuple(copies[account.pk]) if is_repost else (),
            )
        )
    return steps


def _check_decisions(
    draft: ArticlePage, digest: str, copies: Mapping[int, tuple[object, ...]], decisions: Decisions
) -> None:
    if any(pk not in copies for pk in decisions):
        raise errors.CopyNotThere
    for decision in decisions.values():
        if decision.choice == CopyChoice.LEAVE:
            check_reason(decision.reason)
    undecided = undecided_copies(draft, digest, decisions)
    if undecided:
        raise errors.CopyUndecided([str(one.account) for one in undecided])


def check_correction(article: ArticlePage, draft: ArticlePage, manifest: Mapping[str, str]) -> None:
    """Readers of an earlier version are told what was corrected, in words of this very correction.

    `manifest` is what the draft renders to: what is public already corrects nothing.
    Raises CorrectionUnexplained, CorrectionRepeated, NothingToCorrect.
    """
    note = draft.correction_note.strip()
    released = article.releases.filter(live_at__isnull=False).select_related("seal").order_by("-number")
    last = released.first()
    if last is not None and Manifest(last.seal.manifest).is_kept_by(manifest):
        return
    if not note:
        if is_public(article):
            raise errors.CorrectionUnexplained
        return
    if last is None:
        raise errors.NothingToCorrect
    if last.correction_note == note:
        raise errors.CorrectionRepeated
