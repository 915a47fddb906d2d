"""What the review page shows of an article's rounds: levels and who comes next, verdicts, changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from zhenglian.channels.errors import PayloadMissing
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.errors import Conflict, NotAllowed
from zhenglian.newsroom.selectors.drafts import contributors, subject_of
from zhenglian.newsroom.selectors.versions import Comparison, compare_versions
from zhenglian.people.api import holders
from zhenglian.people.enums import REVIEWERS, Role
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReviewState, Verdict

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage
    from zhenglian.people.api import Staff


@dataclass(frozen=True, slots=True)
class LevelStep:
    """One level of a round. `people` may decide it now, deputies included; only for the current level."""

    number: int
    role: str
    decision: reviews.Decision | None
    is_current: bool
    people: tuple[Staff, ...] = ()
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Round:
    review: reviews.Review
    decisions: tuple[reviews.Decision, ...]


def level_steps(article: ArticlePage, review: reviews.Review, *, clock: Clock = SYSTEM) -> list[LevelStep]:
    """The road of this round, level by level."""
    approvals = {row.level: row for row in review.decisions.all() if row.verdict == Verdict.APPROVE}
    steps = []
    for number in range(1, review.levels + 1):
        role = Role(REVIEWERS[number - 1])
        is_current = review.state == ReviewState.OPEN and review.level == number
        people = _deciders(article, review, role, clock) if is_current else ()
        due_at = review.due_at if is_current else None
        steps.append(LevelStep(number, str(role.label), approvals.get(number), is_current, people, due_at))
    return steps


def _deciders(article: ArticlePage, review: reviews.Review, role: Role, clock: Clock) -> tuple[Staff, ...]:
    """Who holds the role and is not barred by having written it or filled another level."""
    authors = contributors(article)
    return tuple(
        person
        for person in holders(role, review.unit, clock=clock)
        if not obstacle_to_deciding(review, person, authors=authors, clock=clock)
    )


def obstacle_to_deciding(
    review: reviews.Review, staff: Staff, *, authors: list[Staff], clock: Clock = SYSTEM
) -> str:
    """Why this person may not decide the current level, in words for them; "" when they may."""
    try:
        reviews.authority_to_decide(review, staff, contributors=authors, clock=clock)
    except (NotAllowed, Conflict) as reason:
        return str(reason)
    return ""


def rounds_of(article: ArticlePage) -> list[Round]:
    """All rounds, newest first, with their verdicts in order."""
    rounds = reviews.reviews_on(subject_of(article)).select_related("submitted_by", "unit").order_by("-round")
    decisions: dict[int, list[Any]] = {}  # Any: rows of Decision, the QuerySet's type is another app's
    for row in reviews.decisions_of(subject_of(article)):
        decisions.setdefault(row.review_id, []).append(row)
    return [Round(review, tuple(decisions.get(review.pk, ()))) for review in rounds]


def changes_since(
    article: ArticlePage, earlier: reviews.Review | None, review: reviews.Review | None
) -> Comparison | None:
    """What differs between two rounds; None without an earlier one, or when its bytes are gone."""
    if earlier is None:
        return None
    try:
        return compare_versions(article, earlier, review)
    except PayloadMissing:
        return None
