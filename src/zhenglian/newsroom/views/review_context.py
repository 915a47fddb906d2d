"""Puts the review page together: stage, levels, renderings, findings, history, changes, forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zhenglian.newsroom.checks import full_sheet
from zhenglian.newsroom.forms.review import ApproveForm, ReturnForm
from zhenglian.newsroom.rules import can_release, can_write
from zhenglian.newsroom.selectors.drafts import contributors, draft_of
from zhenglian.newsroom.selectors.quota_lines import likely_accounts, quota_lines
from zhenglian.newsroom.selectors.rounds import (
    changes_since,
    level_steps,
    obstacle_to_deciding,
    rounds_of,
)
from zhenglian.newsroom.selectors.stages import article_stage
from zhenglian.newsroom.selectors.versions import further_texts
from zhenglian.newsroom.views.headings import breadcrumbs
from zhenglian.newsroom.views.lists import TONES
from zhenglian.newsroom.views.passages import passages_of
from zhenglian.newsroom.views.phones import PHONES
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReviewState

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage
    from zhenglian.newsroom.selectors.rounds import Round
    from zhenglian.people.api import Staff


@dataclass(frozen=True, slots=True)
class _Now:
    """The newest round, if it is open, and what stands between this person and a verdict on it."""

    review: reviews.Review | None
    obstacle: str

    @property
    def may_decide(self) -> bool:
        return self.review is not None and not self.obstacle


def review_context(article: ArticlePage, staff: Staff) -> dict[str, Any]:  # Any: a context
    draft = draft_of(article)
    rounds = rounds_of(article)
    now = _now(article, rounds, staff)
    newest = rounds[0].review if rounds else None
    return {
        "article": article,
        "draft": draft,
        "breadcrumbs_items": breadcrumbs(article),
        "header_icon": "clipboard-list",
        "stage": article_stage(article),
        "tones": {str(stage): tone for stage, tone in TONES.items()},
        "phones": PHONES,
        "texts": further_texts(article, now.review),
        "sheet": full_sheet(draft),
        "review": now.review,
        "newest": newest,
        "steps": level_steps(article, newest) if newest else [],
        "rounds": rounds,
        "authors": contributors(article),
        "quotas": quota_lines(likely_accounts(draft)),
        "obstacle": now.obstacle,
        "may_decide": now.may_decide,
        "may_submit": now.review is None and can_write(staff, article),
        "may_withdraw": now.review is not None and now.review.can_be_withdrawn_by(staff),
        "may_release": can_release(staff, article),
        **_changes(article, rounds, now),
        **_forms(draft, now),
    }


def _now(article: ArticlePage, rounds: list[Round], staff: Staff) -> _Now:
    review = rounds[0].review if rounds and rounds[0].review.state == ReviewState.OPEN else None
    if review is None:
        return _Now(None, "")
    return _Now(review, obstacle_to_deciding(review, staff, authors=contributors(article)))


def _changes(article: ArticlePage, rounds: list[Round], now: _Now) -> dict[str, Any]:  # Any: a context
    """An open round against the one before it; otherwise the draft against what was last judged."""
    earlier = rounds[1 if now.review else 0 :][:1]
    before = earlier[0].review if earlier else None
    return {"before": before, "changes": changes_since(article, before, now.review)}


def _forms(draft: ArticlePage, now: _Now) -> dict[str, Any]:  # Any: a context
    if now.review is None or not now.may_decide:
        return {}
    seen = {"round": now.review.round, "level": now.review.level}
    return {
        "approve_form": ApproveForm(initial=seen, auto_id="approve_%s"),
        "return_form": ReturnForm(initial=seen, auto_id="return_%s", passages=passages_of(draft)),
    }
