"""The one word that lists show for an article, worked out from reviews, releases and deliveries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from zhenglian.channels import api as channels
from zhenglian.channels.enums import ALARMING_STATES, WORKING_STATES
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom.enums import ARTICLE, EmergencyState, ReleaseState, Stage
from zhenglian.newsroom.models import ArticlePage, Emergency, Release
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReviewState


@dataclass(frozen=True, slots=True)
class ArticleStage:
    """`is_flagged`: released in an emergency, and the owed review came back or is late."""

    stage: Stage
    review: reviews.Review | None = None  # newest round
    seal: reviews.Seal | None = None  # newest unbroken
    release: Release | None = None  # newest that was not cancelled
    emergency: Emergency | None = None  # waiting for the second person, or for its review
    deliveries: tuple[channels.Delivery, ...] = ()  # of `release`
    due_at: datetime | None = None  # of the level, the promise or the owed review
    is_overdue: bool = False
    is_flagged: bool = False
    is_public: bool = False

    @property
    def label(self) -> str:
        """The stage in words, with the level where there is one."""
        if self.stage == Stage.IN_REVIEW and self.review is not None:
            numbers = {"level": self.review.level, "levels": self.review.levels}
            return _("in review, level %(level)d of %(levels)d") % numbers
        return str(self.stage.label)


@dataclass(frozen=True, slots=True)
class _Known:
    """All rows about one article that its stage depends on."""

    review: reviews.Review | None
    seal: reviews.Seal | None
    release: Release | None
    emergency: Emergency | None
    deliveries: tuple[channels.Delivery, ...]
    is_public: bool


def article_stage(article: ArticlePage, *, clock: Clock = SYSTEM) -> ArticleStage:
    """Of one article; for many `stages_of` asks no more often."""
    return stages_of([article], clock=clock)[article.pk]


def stages_of(articles: Iterable[ArticlePage], *, clock: Clock = SYSTEM) -> dict[int, ArticleStage]:
    """Stage by primary key, in a number of queries that does not depend on the number of articles."""
    ids = [article.pk for article in articles]
    now = clock.now()
    keys = [str(pk) for pk in ids]
    rounds = reviews.current_reviews(ARTICLE, keys)
    seals = reviews.intact_seals(ARTICLE, keys)
    releases, public = _releases(ids)
    emergencies = _emergencies(ids)
    deliveries = _deliveries(releases.values())
    return {
        pk: _stage(
            _Known(
                rounds.get(str(pk)),
                seals.get(str(pk)),
                releases.get(pk),
                emergencies.get(pk),
                deliveries.get(releases[pk].reference, ()) if pk in releases else (),
                pk in public,
            ),
            now,
        )
        for pk in ids
    }


def _releases(ids: list[int]) -> tuple[dict[int, Release], set[int]]:
    """The newest release that was not cancelled, and which articles have been public at all."""
    rows = Release.objects.filter(article_id__in=ids).select_related("seal").order_by("number")
    kept = [row for row in rows if row.state != ReleaseState.CANCELLED]
    public = {row.article_id for row in kept if row.live_at and not row.withdrawn_at}
    return {row.article_id: row for row in kept}, public


def _emergencies(ids: list[int]) -> dict[int, Emergency]:
    states = (EmergencyState.CONFIRMED, EmergencyState.REQUESTED)
    rows = Emergency.objects.filter(article_id__in=ids, state__in=states).order_by("pk")
    return {row.article_id: row for row in rows}


def _deliveries(releases: Iterable[Release]) -> dict[str, tuple[channels.Delivery, ...]]:
    found: dict[str, tuple[channels.Delivery, ...]] = {}
    for row in channels.deliveries_of_many([release.reference for release in releases]):
        found[row.reference] = (*found.get(row.reference, ()), row)
    return found


def _stage(known: _Known, now: datetime) -> ArticleStage:
    stage = _word(known, now)
    due_at = _due(stage, known)
    return ArticleStage(
        stage=stage,
        review=known.review,
        seal=known.seal,
        release=known.release,
        emergency=known.emergency,
        deliveries=known.deliveries,
        due_at=due_at,
        is_overdue=due_at is not None and due_at <= now,
        is_flagged=known.emergency is not None and known.emergency.is_flagged(now),
        is_public=known.is_public,
    )


def _word(known: _Known, now: datetime) -> Stage:
    if known.emergency is not None and known.emergency.state == EmergencyState.REQUESTED:
        return Stage.EMERGENCY
    review = known.review
    if review is not None and not review.is_retrospective:
        if review.state == ReviewState.OPEN:
            return Stage.IN_REVIEW
        if review.state == ReviewState.RETURNED:
            return Stage.RETURNED
    release = known.release
    if known.seal is not None and (release is None or release.seal.digest != known.seal.digest):
        return Stage.APPROVED
    if release is not None:
        return _word_of_release(known, release, now)
    return Stage.DRAFT


def _word_of_release(known: _Known, release: Release, now: datetime) -> Stage:
    if release.withdrawn_at is not None:
        return Stage.WITHDRAWN
    if release.state == ReleaseState.SCHEDULED and release.due_at > now:
        return Stage.SCHEDULED
    states = {delivery.state for delivery in known.deliveries}
    if states & set(ALARMING_STATES):
        return Stage.FAILED
    if states & set(WORKING_STATES):
        return Stage.PUBLISHING
    return Stage.PUBLISHED if known.seal is not None else Stage.REVISING


def _due(stage: Stage, known: _Known) -> datetime | None:
    if stage == Stage.IN_REVIEW and known.review is not None:
        return known.review.due_at
    if known.emergency is not None:
        return known.emergency.due_at
    if stage == Stage.SCHEDULED and known.release is not None:
        return known.release.due_at
    return None
