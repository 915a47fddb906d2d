"""Opens rounds, withdraws them, and starts them again when the content has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.reviews import errors, signals
from zhenglian.reviews.actions.seals import break_seals
from zhenglian.reviews.enums import ReviewState
from zhenglian.reviews.manifests import Manifest
from zhenglian.reviews.models import Review
from zhenglian.reviews.selectors import current_review, levels_for
from zhenglian.reviews.subjects import Subject

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit


@dataclass(frozen=True, slots=True)
class Retrospective:
    """The review owed after an emergency release: when all of its levels must be done."""

    due_at: datetime


def subject_of(review: Review) -> Subject:
    return Subject(review.subject_kind, review.subject_id, review.subject_name)


def locked(review: Review) -> Review:
    """The row as it is now, held until the end of the transaction."""
    return Review.objects.select_for_update().get(pk=review.pk)


@transaction.atomic
def open_review(
    subject: Subject,
    *,
    unit: Unit,
    manifest: dict[str, str],
    traits: set[str],
    contributors: Iterable[Staff],
    actor: Staff,
    retrospective: Retrospective | None = None,
    clock: Clock = SYSTEM,
) -> Review:
    """Opens the next round at level 1 over this manifest.

    Number of levels and hours come from the rules and are recorded with the round. Records `reviews.open`,
    sends `review_opened`. Raises AlreadyInReview.
    """
    last = current_review(subject)
    if last is not None and last.state == ReviewState.OPEN:
        raise errors.AlreadyInReview
    outcome = levels_for(subject.kind, traits)
    now = clock.now()
    due_at = retrospective.due_at if retrospective else now + timedelta(hours=outcome.hours)
    review = Review.objects.create(
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_name=subject.name[:200],
        unit=unit,
        round=1 if last is None else last.round + 1,
        levels=outcome.levels,
        rules=outcome.rules,
        hours_per_level=outcome.hours,
        manifest=manifest,
        is_retrospective=retrospective is not None,
        submitted_by=actor,
        submitted_at=now,
        due_at=due_at,
    )
    review.contributors.set(contributors)
    detail = {"round": review.round, "levels": review.levels, "rules": review.rules, "manifest": manifest}
    record("reviews.open", actor=actor, on=subject.audited(), detail=detail, clock=clock)
    signals.review_opened.send(Review, review=review, actor=actor, clock=clock)
    return review


def close(review: Review, state: ReviewState, *, because: str, clock: Clock) -> None:
    review.state = state
    review.closed_at = clock.now()
    review.closed_because = because
    review.save(update_fields=["state", "closed_at", "closed_because"])


@transaction.atomic
def withdraw(review: Review, *, actor: Staff, clock: Clock = SYSTEM) -> Review:
    """Closes an open round at the wish of the submitter or a contributor. Records `reviews.withdraw`.

    Raises ReviewNotOpen, RetrospectiveStays, NotYoursToWithdraw.
    """
    review = locked(review)
    if review.state != ReviewState.OPEN:
        raise errors.ReviewNotOpen
    if review.is_retrospective:
        raise errors.RetrospectiveStays
    if not review.can_be_withdrawn_by(actor):
        raise errors.NotYoursToWithdraw
    close(review, ReviewState.WITHDRAWN, because="withdrawn", clock=clock)
    detail = {"round": review.round, "level": review.level}
    record("reviews.withdraw", actor=actor, on=subject_of(review).audited(), detail=detail, clock=clock)
    return review


@transaction.atomic
def supersede(review: Review, *, because: str, actor: Staff | None, clock: Clock = SYSTEM) -> Review:
    """Closes an open round because another one must take its place. Records `reviews.supersede`.

    Whether it may is asked by the caller, who opens the other. Raises ReviewNotOpen.
    """
    review = locked(review)
    if review.state != ReviewState.OPEN:
        raise errors.ReviewNotOpen
    close(review, ReviewState.WITHDRAWN, because=because, clock=clock)
    detail = {"round": review.round, "level": review.level, "because": because}
    record("reviews.supersede", actor=actor, on=subject_of(review).audited(), detail=detail, clock=clock)
    return review


@transaction.atomic
def content_changed(
    subject: Subject,
    *,
    manifest: dict[str, str],
    contributors: Iterable[Staff],
    traits: set[str],
    actor: Staff | None,
    reopen: bool = True,
    clock: Clock = SYSTEM,
) -> Review | None:
    """Called on every change of content: no approval survives it.

    Breaks unbroken seals over another manifest, closes the round that was open or approved as OVERTAKEN, and
    opens the next one at level 1 (with `reopen=False` only where the round was open: the correction of
    something already released waits to be submitted). Returns the new round; None when there is none.
    """
    broken = break_seals(subject, keep=manifest, because="edited", actor=actor, clock=clock)
    last = current_review(subject)
    if last is None:
        return None
    review = locked(last)
    was_open = review.state == ReviewState.OPEN
    if Manifest(review.manifest).is_kept_by(manifest) or not (
        was_open or _lost_its_seal(review, broken_ids={s.pk for s in broken})
    ):
        return None
    return _restart(
        review, manifest, list(contributors), traits, actor, reopen=reopen or was_open, clock=clock
    )


def _lost_its_seal(review: Review, *, broken_ids: set[int]) -> bool:
    if review.state != ReviewState.APPROVED:
        return False
    return review.seals.filter(pk__in=broken_ids).exists()


def _restart(
    review: Review,
    manifest: dict[str, str],
    contributors: list[Staff],
    traits: set[str],
    actor: Staff | None,
    *,
    reopen: bool,
    clock: Clock,
) -> Review | None:
    subject = subject_of(review)
    still_owed = review.is_retrospective and review.state == ReviewState.OPEN
    close(review, ReviewState.OVERTAKEN, because="edited", clock=clock)
    detail = {"round": review.round, "level": review.level, "from": review.manifest, "to": manifest}
    record("reviews.overtake", actor=actor, on=subject.audited(), detail=detail, clock=clock)
    successor = None
    if reopen:
        successor = open_review(
            subject,
            unit=review.unit,
            manifest=manifest,
            traits=traits,
            contributors=[*contributors, *([actor] if actor else [])],
            actor=actor or review.submitted_by,
            retrospective=Retrospective(review.due_at) if still_owed else None,
            clock=clock,
        )
    signals.review_overtaken.send(Review, review=review, successor=successor, actor=actor, clock=clock)
    return successor
