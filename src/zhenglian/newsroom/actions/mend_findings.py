"""Puts proposed texts in the place of findings: a new draft by whoever clicked, like any other edit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom import errors
from zhenglian.newsroom.actions.article_lock import locked
from zhenglian.newsroom.actions.pass_checks import count_sheet
from zhenglian.newsroom.checks import DeskFinding, check_sheet
from zhenglian.newsroom.checks.mending import Mend, mended_texts
from zhenglian.newsroom.checks.places import put_texts
from zhenglian.newsroom.rules import check_can_write
from zhenglian.newsroom.selectors.drafts import draft_of, subject_of

if TYPE_CHECKING:
    from zhenglian.newsroom.checks import Sheet
    from zhenglian.newsroom.models import ArticlePage
    from zhenglian.people.api import Staff


@transaction.atomic
def mend_finding(
    article: ArticlePage, key: str, *, number: int = 0, actor: Staff, clock: Clock = SYSTEM
) -> DeskFinding:
    """Takes the mend of that number for the one occurrence that `key` (`DeskFinding.key`) names.

    Records `newsroom.mend_findings`. Raises MayNotWrite, UnitMissing, FindingGone, NotMendable.
    """
    article, draft, sheet = _opened(article, actor, clock)
    finding = sheet.by_key(key)
    if finding is None:
        raise errors.FindingGone
    if not 0 <= number < len(finding.mends):
        raise errors.NotMendable
    _mend(article, draft, sheet, [Mend(finding, finding.mends[number])], actor, clock)
    return finding


@transaction.atomic
def mend_safe_findings(article: ArticlePage, *, actor: Staff, clock: Clock = SYSTEM) -> int:
    """Takes the first mend of every finding for which it is safe; returns how many.

    Records `newsroom.mend_findings`. Raises MayNotWrite, UnitMissing, NotMendable when there is none.
    """
    article, draft, sheet = _opened(article, actor, clock)
    mends = [Mend(finding, finding.mends[0]) for finding in sheet.safe]
    if not mends:
        raise errors.NotMendable
    return _mend(article, draft, sheet, mends, actor, clock)


def _opened(article: ArticlePage, actor: Staff, clock: Clock) -> tuple[ArticlePage, ArticlePage, Sheet]:
    article = locked(article)
    draft = draft_of(article)
    check_can_write(actor, draft, clock=clock)
    return article, draft, check_sheet(draft, clock=clock)


def _mend(
    article: ArticlePage, draft: ArticlePage, sheet: Sheet, mends: list[Mend], actor: Staff, clock: Clock
) -> int:
    texts, done = mended_texts(draft, mends)
    count_sheet(draft, sheet, clock=clock)
    put_texts(draft, texts)
    draft.save_revision(user=actor, clean=False)  # a draft may have gaps elsewhere
    count_sheet(draft, clock=clock)
    detail = {"codes": _codes(mend.finding for mend in done), "places": sorted(texts)}
    on = subject_of(article).audited()
    record("newsroom.mend_findings", actor=actor, on=on, detail=detail, clock=clock)
    return len(done)


def _codes(findings: Iterable[DeskFinding]) -> list[str]:
    return sorted(finding.code for finding in findings)
