"""Releases what was approved to the chosen accounts, now or at a promised time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom import errors
from zhenglian.newsroom.actions.article_lock import locked
from zhenglian.newsroom.actions.follow_copies import release_steps
from zhenglian.newsroom.actions.note_edit import note_edit
from zhenglian.newsroom.actions.owed_review import settle_emergency, void_request
from zhenglian.newsroom.actions.queue_release import check_content, queue_release
from zhenglian.newsroom.copies import Decisions
from zhenglian.newsroom.enums import ReleaseState
from zhenglian.newsroom.models import ArticlePage, Release
from zhenglian.newsroom.renderings import render_article
from zhenglian.newsroom.rules import check_is_open, publishing_authority
from zhenglian.newsroom.selectors.drafts import draft_of, subject_of
from zhenglian.newsroom.selectors.releases import outstanding_emergency
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReviewState, SealGround

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

GRACE = timedelta(minutes=5)  # a form filled in slowly still means «now»


def release_article(
    article: ArticlePage,
    *,
    account_ids: Iterable[int],
    decisions: Decisions | None = None,
    due_at: datetime | None = None,
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Release:
    """Hands the sealed content to the ledger, the website first; `due_at` None means now.

    `decisions` say what becomes of older copies where none can be edited; every such account needs one.
    One transaction: release, ledger rows, audit (`newsroom.release`). Raises MayNotRelease, NotApproved,
    DisclosureClosed, DueInThePast, what `follow_copies.release_steps` and `queue_release.check_content`
    raise, and ArticleChanged when the newest draft renders to anything else than the seal.
    """
    try:
        with transaction.atomic():
            return _release(article, account_ids, decisions or {}, due_at, actor, clock)
    except errors.ArticleChanged:
        note_edit(article, clock=clock)  # in a transaction of its own: the seal must be broken for good
        raise


def _release(
    article: ArticlePage,
    account_ids: Iterable[int],
    decisions: Decisions,
    due_at: datetime | None,
    actor: Staff,
    clock: Clock,
) -> Release:
    article = locked(article)
    draft = draft_of(article)
    authority = publishing_authority(actor, draft, clock=clock)
    renderings = render_article(draft)
    seal = approved_seal(article)
    if not reviews.Manifest(seal.manifest).is_kept_by(renderings.manifest):
        raise errors.ArticleChanged
    check_is_open(draft)
    steps = release_steps(draft, account_ids, decisions, digest=seal.digest, actor=actor, clock=clock)
    check_content(draft, renderings, steps, digest=seal.digest, sealed=seal.manifest)
    release = queue_release(
        draft,
        renderings,
        steps,
        seal=seal,
        due_at=_moment(due_at, clock),
        decisions=decisions,
        actor=actor,
        principal=authority.principal,
        clock=clock,
    )
    void_request(article, because="released", actor=actor, clock=clock)
    emergency = outstanding_emergency(article)
    if emergency is not None:
        settle_emergency(
            emergency, because=f"superseded by release {release.number}", actor=actor, clock=clock
        )
    return release


def approved_seal(article: ArticlePage) -> reviews.Seal:
    """The unbroken seal of a review that went through all levels its rules asked for, or NotApproved."""
    seal = reviews.seals_by_review(subject_of(article).kind).filter(subject_id=str(article.pk)).first()
    if seal is None or seal.ground != SealGround.REVIEW:
        raise errors.NotApproved
    review = seal.review
    if review is None or review.state != ReviewState.APPROVED or review.level != review.levels:
        raise errors.NotApproved
    return seal


def _moment(due_at: datetime | None, clock: Clock) -> datetime:
    now = clock.now()
    if due_at is None:
        return now
    if due_at < now - GRACE:
        raise errors.DueInThePast
    return max(due_at, now)


def mark_due_releases(*, clock: Clock = SYSTEM) -> int:
    """Scheduled releases whose time has come count as released; the ledger sends them by itself."""
    return sum(_mark_due(pk, clock) for pk in _due_ids(clock))


def _due_ids(clock: Clock) -> list[int]:
    due = Release.objects.filter(state=ReleaseState.SCHEDULED, due_at__lte=clock.now())
    return list(due.values_list("pk", flat=True))


@transaction.atomic
def _mark_due(pk: int, clock: Clock) -> bool:
    due = Release.objects.filter(pk=pk, state=ReleaseState.SCHEDULED)
    if not due.update(state=ReleaseState.RELEASED):
        return False
    release = Release.objects.select_related("article").get(pk=pk)
    detail = {"release": pk, "due_at": release.due_at.isoformat()}
    record("newsroom.due", actor=None, on=subject_of(release.article).audited(), detail=detail, clock=clock)
    return True
