"""Sends a draft into review, and takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom import errors
from zhenglian.newsroom.actions.article_lock import locked
from zhenglian.newsroom.actions.follow_copies import check_correction
from zhenglian.newsroom.actions.freeze_renderings import freeze_renderings
from zhenglian.newsroom.actions.note_edit import note_draft
from zhenglian.newsroom.actions.pass_checks import count_sheet, pass_checks
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.renderings import render_article
from zhenglian.newsroom.rules import check_can_write, responsible_unit
from zhenglian.newsroom.selectors.drafts import contributors, draft_of, subject_of, traits
from zhenglian.newsroom.selectors.releases import outstanding_emergency
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReviewState, SealGround

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def submit_article(article: ArticlePage, *, actor: Staff, clock: Clock = SYSTEM) -> reviews.Review:
    """Opens a round at level 1 over what the newest draft renders to; keeps those bytes.

    After an emergency release the round is the one that is owed, with its deadline. Records `reviews.open`.
    Raises MayNotWrite, UnitMissing, Incomplete, ChecksBlock, ApprovedAlready, reviews' AlreadyInReview,
    and what `follow_copies.check_correction` raises.
    """
    try:
        return _submitted(article, actor, clock)
    except errors.ChecksBlock:
        draft = draft_of(ArticlePage.objects.get(pk=article.pk))
        count_sheet(draft, clock=clock)  # counted, although nothing else of this try stays
        raise


@transaction.atomic
def _submitted(article: ArticlePage, actor: Staff, clock: Clock) -> reviews.Review:
    article = locked(article)
    draft = draft_of(article)
    check_can_write(actor, draft, clock=clock)
    check_is_complete(draft)
    count_sheet(draft, pass_checks(draft, clock=clock), clock=clock)
    renderings = render_article(draft)
    note_draft(article, draft, renderings, clock=clock)
    _check_is_unapproved(article, renderings.manifest)
    check_correction(article, draft, renderings.manifest)
    freeze_renderings(renderings, clock=clock)
    emergency = outstanding_emergency(article)
    owed = reviews.Retrospective(emergency.due_at) if emergency and emergency.due_at else None
    people = contributors(article)
    if emergency is not None:
        people.append(emergency.requested_by)  # who asked for the release does not judge it afterwards
    return reviews.open_review(
        subject_of(article),
        unit=responsible_unit(draft),
        manifest=renderings.manifest,
        traits=traits(draft),
        contributors=people,
        actor=actor,
        retrospective=owed,
        clock=clock,
    )


def check_is_complete(draft: ArticlePage) -> None:
    """Drafts may be saved with gaps; what is reviewed may have none. Raises Incomplete."""
    problems: dict[str, list[str]] = {}
    try:
        draft.full_clean()
    except ValidationError as reason:
        problems.update(reason.message_dict)
    try:
        draft.body.stream_block.clean(draft.body)
    except ValidationError as reason:
        problems["body"] = [str(message) for message in reason.messages]
    if problems:
        names = [str(draft._meta.get_field(field).verbose_name) for field in problems if field != "__all__"]
        raise errors.Incomplete(problems, names)


def _check_is_unapproved(article: ArticlePage, manifest: dict[str, str]) -> None:
    seal = reviews.intact_seal(subject_of(article))
    # Exactly the same: what lacks a part of today may be submitted again, so that this part is sealed, too.
    if seal is not None and seal.manifest == manifest and seal.ground == SealGround.REVIEW:
        raise errors.ApprovedAlready


@transaction.atomic
def withdraw_article(article: ArticlePage, *, actor: Staff, clock: Clock = SYSTEM) -> reviews.Review:
    """Takes an article out of its review; it becomes a draft again. Records `reviews.withdraw`.

    Raises NotInReview, reviews' NotYoursToWithdraw and RetrospectiveStays.
    """
    article = locked(article)
    review = reviews.current_review(subject_of(article))
    if review is None or review.state != ReviewState.OPEN:
        raise errors.NotInReview
    return reviews.withdraw(review, actor=actor, clock=clock)
