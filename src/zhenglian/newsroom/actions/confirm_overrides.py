"""Somebody looked at what was written by hand for a platform, and found that it still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom.actions.article_lock import locked
from zhenglian.newsroom.renderings import render_article
from zhenglian.newsroom.renderings.overrides import rebased, stale_overrides
from zhenglian.newsroom.rules import check_can_write
from zhenglian.newsroom.selectors.drafts import draft_of, subject_of

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage
    from zhenglian.people.api import Staff


@transaction.atomic
def confirm_overrides(article: ArticlePage, *, actor: Staff, clock: Clock = SYSTEM) -> list[str]:
    """Takes today's derived values as what the stale overrides replace; returns their fields.

    Changes no content, so no approval is lost. Records `newsroom.confirm_overrides`.
    Raises UnitMissing, MayNotWrite.
    """
    article = locked(article)
    draft = draft_of(article)
    check_can_write(actor, draft, clock=clock)
    derived = render_article(draft).derived
    stale = stale_overrides(draft, derived)
    if not stale:
        return []
    draft.override_bases = rebased(draft, derived, stale)
    draft.save_revision(user=actor, clean=False)
    on = subject_of(article).audited()
    record("newsroom.confirm_overrides", actor=actor, on=on, detail={"fields": stale}, clock=clock)
    return stale
