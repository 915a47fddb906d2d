"""A reviewer's verdict on the current level: approve or return."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.reviews import errors, signals
from zhenglian.reviews.actions.rounds import close, locked, subject_of
from zhenglian.reviews.actions.seals import put_seal
from zhenglian.reviews.enums import ReturnReason, ReviewState, SealGround, Verdict
from zhenglian.reviews.manifests import Manifest
from zhenglian.reviews.models import Decision, Review
from zhenglian.reviews.rules import authority_to_decide
from zhenglian.reviews.subjects import KINDS

if TYPE_CHECKING:
    from zhenglian.people.api import Authority, Staff


@transaction.atomic
def approve(
    review: Review,
    *,
    manifest: dict[str, str],
    contributors: Iterable[Staff],
    comment: str = "",
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Review:
    """Approves the level at which the caller saw the review; the last level puts the seal.

    `manifest` is freshly rendered, `contributors` are those of now. The row is locked and everything is asked
    again inside. Records `reviews.approve` (and `reviews.seal`), sends `level_approved` or `review_approved`.
    Raises ReviewNotOpen, ReviewMovedOn (another level than seen), ContentChanged (the caller then calls
    `content_changed`), or the subclass of NotAllowed that says who else must do it.
    """
    current = _as_seen(review)
    authority = authority_to_decide(current, actor, contributors=contributors, clock=clock)
    if not Manifest(current.manifest).is_kept_by(manifest):
        raise errors.ContentChanged
    _decide(current, authority, Verdict.APPROVE, comment=comment, clock=clock)
    if current.level < current.levels:
        return _advance(current, actor, clock)
    close(current, ReviewState.APPROVED, because="approved", clock=clock)
    put_seal(
        subject_of(current),
        manifest=current.manifest,  # what was submitted: not a part more than the reviewers have seen
        ground=SealGround.REVIEW,
        review=current,
        actor=actor,
        clock=clock,
    )
    signals.review_approved.send(Review, review=current, actor=actor, clock=clock)
    return current


@transaction.atomic
def return_to_editor(
    review: Review,
    *,
    reason: ReturnReason,
    comment: str,
    remarks: Sequence[dict[str, str]] = (),
    contributors: Iterable[Staff] = (),
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Review:
    """Ends the round with a reason code, a comment, and remarks in place [{place, text}].

    Records `reviews.return`, sends `review_returned`. Raises CommentMissing, ReasonUnfit for a reason that
    its kind does not have, and what `approve` raises.
    """
    if not comment.strip():
        raise errors.CommentMissing
    current = _as_seen(review)
    kind = KINDS.get(current.subject_kind)
    if kind is not None and reason not in kind.reasons:
        raise errors.ReasonUnfit
    authority = authority_to_decide(current, actor, contributors=contributors, clock=clock)
    _decide(current, authority, Verdict.RETURN, reason=reason, comment=comment, remarks=remarks, clock=clock)
    close(current, ReviewState.RETURNED, because=str(reason), clock=clock)
    signals.review_returned.send(Review, review=current, actor=actor, clock=clock)
    return current


def _as_seen(review: Review) -> Review:
    """The locked row; refuses a verdict meant for a level that somebody else has meanwhile decided."""
    current = locked(review)
    if current.state != ReviewState.OPEN:
        raise errors.ReviewNotOpen
    if current.level != review.level:
        raise errors.ReviewMovedOn
    return current


def _decide(
    review: Review,
    authority: Authority,
    verdict: Verdict,
    *,
    comment: str,
    clock: Clock,
    reason: ReturnReason | str = "",
    remarks: Sequence[dict[str, str]] = (),
) -> None:
    principal = authority.principal
    Decision.objects.create(
        review=review,
        level=review.level,
        role=authority.role,
        verdict=verdict,
        reviewer=authority.person,
        principal=principal,
        manifest=review.manifest,
        reason=reason,
        comment=comment,
        remarks=list(remarks),
        at=clock.now(),
    )
    record(
        f"reviews.{verdict}",
        actor=authority.person,
        on=subject_of(review).audited(),
        detail={
            "round": review.round,
            "level": review.level,
            "levels": review.levels,
            "rules": review.rules,
            "manifest": review.manifest,
            "reason": str(reason),
        },
        on_behalf_of=str(principal) if principal else "",
        clock=clock,
    )


def _advance(review: Review, actor: Staff, clock: Clock) -> Review:
    """To the next level with its own hours; the review owed after an emergency keeps its one deadline."""
    review.level += 1
    if not review.is_retrospective:
        review.due_at = clock.now() + timedelta(hours=review.hours_per_level)
        review.reminded_at = None
    review.save(update_fields=["level", "due_at", "reminded_at"])
    signals.level_approved.send(Review, review=review, actor=actor, clock=clock)
    return review
