"""What the staff side's home page asks: what waits for me, what is due, what failed, what goes out today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from zhenglian.channels import api as channels
from zhenglian.channels.enums import ALARMING_STATES, WORKING_STATES
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock
from zhenglian.newsroom.enums import ARTICLE, EmergencyState, ReleaseState, Waits
from zhenglian.newsroom.models import ArticlePage, Emergency, Release
from zhenglian.newsroom.models.release import release_id_of
from zhenglian.newsroom.rules import CONFIRMERS, can_confirm
from zhenglian.newsroom.selectors.drafts import contributors
from zhenglian.newsroom.selectors.releases import overdue_emergencies, scheduled_releases
from zhenglian.people.api import units_of
from zhenglian.people.enums import Role
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReviewState

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit

SOON = timedelta(hours=2)
FAILURES_SINCE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something this person can do now; `since` when it came to them, `due_at` if it has a time."""

    kind: Waits
    article: ArticlePage
    since: datetime
    due_at: datetime | None = None
    review: reviews.Review | None = None
    emergency: Emergency | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A time that somebody keeps or misses: of a level, of an owed review, of a scheduled release."""

    article: ArticlePage
    due_at: datetime
    is_overdue: bool
    review: reviews.Review | None = None
    release: Release | None = None
    emergency: Emergency | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Needs a person. `text` says what happened, for a delivery also what to do."""

    article: ArticlePage
    release: Release
    at: datetime
    text: str
    delivery: channels.Delivery | None = None


@dataclass(frozen=True, slots=True)
class GoingOut:
    """One delivery promised for today, sent or not."""

    article: ArticlePage
    release: Release
    delivery: channels.Delivery


def waiting_for(staff: Staff, *, clock: Clock = SYSTEM) -> list[Waiting]:
    """What this person can do now, the most urgent first."""
    found = [
        *_levels(staff, clock),
        *_confirmations(staff, clock),
        *_returned(staff),
        *_approved(staff, clock),
    ]
    return sorted(found, key=lambda item: (item.due_at is None, item.due_at or item.since))


def _levels(staff: Staff, clock: Clock) -> Iterable[Waiting]:
    rounds = [row for row in reviews.open_reviews_for(staff, clock=clock) if row.subject_kind == ARTICLE]
    articles = _articles(int(row.subject_id) for row in rounds)
    for row in rounds:
        article = articles.get(int(row.subject_id))
        if article is not None:
            yield Waiting(Waits.REVIEW, article, row.submitted_at, row.due_at, review=row)


def _confirmations(staff: Staff, clock: Clock) -> Iterable[Waiting]:
    units = units_of(staff, CONFIRMERS, clock=clock)
    requested = Emergency.objects.filter(state=EmergencyState.REQUESTED, article__unit__in=units)
    for row in requested.select_related("article__unit"):
        people = contributors(row.article)
        if can_confirm(staff, row, unit=row.article.unit, contributors=people, clock=clock):
            yield Waiting(Waits.CONFIRMATION, row.article, row.requested_at, row.requested_at, emergency=row)


def _returned(staff: Staff) -> Iterable[Waiting]:
    mine = ArticlePage.objects.filter(
        Q(owner=staff) | Q(edits__staff=staff, edits__changes_content=True)
    ).distinct()
    by_id = {str(article.pk): article for article in mine.select_related("unit")}
    for key, row in reviews.current_reviews(ARTICLE, by_id).items():
        if row.state == ReviewState.RETURNED and row.closed_at is not None:
            yield Waiting(Waits.CORRECTION, by_id[key], row.closed_at, review=row)


def _approved(staff: Staff, clock: Clock) -> Iterable[Waiting]:
    """Sealed by review, and that version not released yet."""
    released = Release.objects.exclude(state=ReleaseState.CANCELLED)
    seals = reviews.seals_by_review(ARTICLE).exclude(digest__in=released.values("seal__digest"))
    by_id = {int(seal.subject_id): seal for seal in seals}
    units = units_of(staff, [Role.PUBLISHER], clock=clock)
    articles = ArticlePage.objects.filter(pk__in=by_id, unit__in=units).select_related("unit")
    for article in articles:
        seal = by_id[article.pk]
        yield Waiting(Waits.RELEASE, article, seal.sealed_at, review=seal.review)


def due_soon(staff: Staff, *, within: timedelta = SOON, clock: Clock = SYSTEM) -> list[Due]:
    """Times up to `within` from now, and all that are missed, in the units where the person holds a role."""
    units = {unit.pk for unit in _units(staff, clock)}
    until = clock.now() + within
    found = [*_due_reviews(units, until, clock), *_due_releases(units, until), *_owed(units, clock)]
    return sorted(found, key=lambda item: item.due_at)


def _due_reviews(units: set[int], until: datetime, clock: Clock) -> Iterable[Due]:
    rows = reviews.open_reviews().filter(subject_kind=ARTICLE, unit__in=units, due_at__lte=until)
    articles = _articles(int(row.subject_id) for row in rows)
    for row in rows:
        article = articles.get(int(row.subject_id))
        if article is not None:
            yield Due(article, row.due_at, row.due_at <= clock.now(), review=row)


def _due_releases(units: set[int], until: datetime) -> Iterable[Due]:
    for row in scheduled_releases().filter(article__unit__in=units, due_at__lte=until):
        yield Due(row.article, row.due_at, is_overdue=False, release=row)


def _owed(units: set[int], clock: Clock) -> Iterable[Due]:
    for row in overdue_emergencies(clock=clock).filter(article__unit__in=units):
        yield Due(row.article, row.due_at or row.requested_at, is_overdue=True, emergency=row)


def failed_for(staff: Staff, *, clock: Clock = SYSTEM) -> list[Failure]:
    """Alarms, failed and refused deliveries, promises that were missed; of the last 30 days, newest first.

    An alarm of a release ends when the article gets a newer one.
    """
    since = clock.now() - FAILURES_SINCE
    rows = Release.objects.filter(
        article__unit__in=_units(staff, clock), requested_at__gte=since
    ).select_related("article", "article__unit")
    releases = {row.reference: row for row in rows}
    newest = {row.article_id: row.number for row in sorted(rows, key=lambda row: row.number)}
    alarmed = [
        Failure(row.article, row, row.alarmed_at, row.get_alarm_display())
        for row in rows
        if row.alarm and row.alarmed_at and newest[row.article_id] == row.number
    ]
    return sorted([*alarmed, *_failed_deliveries(releases)], key=lambda item: item.at, reverse=True)


def _failed_deliveries(releases: dict[str, Release]) -> Iterable[Failure]:
    rows = channels.deliveries_of_many(releases).filter(
        Q(state__in=ALARMING_STATES) | Q(state__in=WORKING_STATES, missed_alarm_at__isnull=False)
    )
    for row in rows:
        release = releases[row.reference]
        text = row.failure_text or str(row.get_state_display())
        yield Failure(release.article, release, row.settled_at or row.due_at, text, delivery=row)


def going_out_today(staff: Staff, *, clock: Clock = SYSTEM) -> list[GoingOut]:
    """Everything promised for today in Beijing, sent or not, in the order of going out."""
    rows = list(channels.due_today(clock.now().astimezone(BEIJING).date()))
    keys = [key for key in (release_id_of(row.reference) for row in rows) if key is not None]
    releases = {
        release.reference: release
        for release in Release.objects.filter(
            pk__in=keys, article__unit__in=_units(staff, clock)
        ).select_related("article", "article__unit")
    }
    return [
        GoingOut(releases[row.reference].article, releases[row.reference], row)
        for row in rows
        if row.reference in releases
    ]


def _units(staff: Staff, clock: Clock) -> list[Unit]:
    """Where the person holds any role; a superuser without one sees nothing here."""
    return list(units_of(staff, list(Role), clock=clock))


def _articles(ids: Iterable[int]) -> dict[int, ArticlePage]:
    found: dict[int, ArticlePage] = ArticlePage.objects.select_related("unit").in_bulk(list(ids))
    return found
