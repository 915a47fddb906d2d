"""A reviewer's verdict on an article: approve its level, or return it with reason and remarks in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.models import Comment

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom import errors
from zhenglian.newsroom.actions.article_lock import locked
from zhenglian.newsroom.actions.note_edit import note_edit
from zhenglian.newsroom.actions.pass_checks import pass_checks
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.selectors.drafts import contributors, draft_of, renderings_of, subject_of
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReturnReason, ReviewState
from zhenglian.reviews.errors import ContentChanged

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@dataclass(frozen=True, slots=True)
class Seen:
    """Round and level that the reviewer had before their eyes; a form carries both."""

    review_id: int
    level: int


@dataclass(frozen=True, slots=True)
class Remark:
    """`place` is a content path of Wagtail: a field, or field.block id.field; `text` what is wrong there."""

    place: str
    text: str


def approve_article(
    article: ArticlePage, *, actor: Staff, comment: str = "", seen: Seen | None = None, clock: Clock = SYSTEM
) -> reviews.Review:
    """Approves the current level over a fresh rendering; the last level seals the article.

    The checks are asked again, because a list or a date may speak against it since: ChecksBlock, until the
    finding is let pass or the article returned. Records `reviews.approve`. Raises NotInReview, PageOutOfDate
    (another round or level than `seen`), what `reviews.api.approve` raises, and ArticleChanged: then the
    review has started again at level 1.
    """
    try:
        with transaction.atomic():
            article = locked(article)
            review = _open_review(article, seen)
            pass_checks(draft_of(article), clock=clock)
            return reviews.approve(
                review,
                manifest=renderings_of(article).manifest,
                contributors=contributors(article),
                comment=comment,
                actor=actor,
                clock=clock,
            )
    except ContentChanged as reason:
        note_edit(article, clock=clock)
        raise errors.ArticleChanged from reason


@transaction.atomic
def return_article(
    article: ArticlePage,
    *,
    reason: ReturnReason,
    comment: str,
    remarks: Sequence[Remark] = (),
    actor: Staff,
    seen: Seen | None = None,
    clock: Clock = SYSTEM,
) -> reviews.Review:
    """Sends the article back to its editor. Each remark becomes an inline comment in Wagtail's editor.

    Records `reviews.return`. Raises NotInReview, PageOutOfDate, reviews' CommentMissing and NotAllowed.
    """
    article = locked(article)
    review = reviews.return_to_editor(
        _open_review(article, seen),
        reason=reason,
        comment=comment,
        remarks=[{"place": remark.place, "text": remark.text} for remark in remarks],
        contributors=contributors(article),
        actor=actor,
        clock=clock,
    )
    for remark in remarks:
        Comment.objects.create(
            page_id=article.pk,
            user=actor,
            text=remark.text,
            contentpath=remark.place,
            revision_created=article.latest_revision,
        )
    return review


def _open_review(article: ArticlePage, seen: Seen | None) -> reviews.Review:
    review = reviews.current_review(subject_of(article))
    if review is None or review.state != ReviewState.OPEN:
        raise errors.NotInReview if seen is None else errors.PageOutOfDate
    if seen is not None and (review.pk, review.level) != (seen.review_id, seen.level):
        raise errors.PageOutOfDate
    return review
