"""A reviewer lets one finding pass, with a reason that stays on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.checks import api as checks
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom import errors
from zhenglian.newsroom.actions.article_lock import locked
from zhenglian.newsroom.actions.pass_checks import count_sheet
from zhenglian.newsroom.checks import check_sheet
from zhenglian.newsroom.enums import ARTICLE
from zhenglian.newsroom.rules import check_can_override, check_reason
from zhenglian.newsroom.selectors.drafts import contributors, draft_of, subject_of

if TYPE_CHECKING:
    from zhenglian.checks.api import Override
    from zhenglian.newsroom.models import ArticlePage
    from zhenglian.people.api import Staff


@transaction.atomic
def override_finding(
    article: ArticlePage, key: str, *, reason: str, actor: Staff, clock: Clock = SYSTEM
) -> Override:
    """`key` is `DeskFinding.key`. Holds for this finding in this sentence and for no other text.

    Records `newsroom.override_finding`, without the words found: they may be personal data, which is
    masked in the reason, too: the record can never be cleaned.
    Raises MayNotOverride, OwnFinding, ReasonTooShort, FindingGone, NothingToLetPass.
    """
    article = locked(article)
    draft = draft_of(article)
    authority = check_can_override(actor, draft.unit, contributors(article), clock=clock)
    check_reason(reason)
    sheet = check_sheet(draft, clock=clock)
    finding = sheet.by_key(key)
    if finding is None:
        raise errors.FindingGone
    if not finding.may_be_let_pass:
        raise errors.NothingToLetPass
    count_sheet(draft, sheet, clock=clock)
    subject_id = str(article.pk)
    kept = checks.keep_override(
        ARTICLE,
        subject_id,
        fingerprint=finding.fingerprint,
        code=finding.code,
        reason=checks.mask(reason.strip()),
        actor=actor,
        clock=clock,
    )
    checks.count_override(ARTICLE, subject_id, fingerprints=[finding.kind], clock=clock)
    detail = {
        "code": finding.code,
        "rule": finding.rule,
        "where": finding.where,
        "fingerprint": finding.fingerprint,
        "reason": kept.reason,
    }
    record(
        "newsroom.override_finding",
        actor=actor,
        on=subject_of(article).audited(),
        detail=detail,
        on_behalf_of=str(authority.principal or ""),
        clock=clock,
    )
    return kept
