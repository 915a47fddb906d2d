"""Takes back a release that is not under way: by a publisher, or by itself after an edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.channels import api as channels
from zhenglian.channels.enums import DeliveryState
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom import errors, signals
from zhenglian.newsroom.actions.article_lock import locked
from zhenglian.newsroom.enums import ReleaseAlarm, ReleaseState
from zhenglian.newsroom.models import ArticlePage, Release
from zhenglian.newsroom.rules import can_release
from zhenglian.newsroom.selectors.drafts import draft_of, subject_of
from zhenglian.reviews import api as reviews

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def cancel_release(release: Release, *, actor: Staff, reason: str, clock: Clock = SYSTEM) -> Release:
    """Cancels every delivery that has not begun to leave; the article stays approved.

    The release counts as cancelled when none is left; what is under way stays. Records
    `newsroom.cancel_release`, sends `release_cancelled`. Raises MayNotCancel, ReleaseNotWaiting.
    """
    article = locked(release.article)
    release = Release.objects.select_for_update().get(pk=release.pk)
    if not can_release(actor, draft_of(article), clock=clock):
        raise errors.MayNotCancel
    if release.state == ReleaseState.CANCELLED:
        raise errors.ReleaseNotWaiting
    if not _take_back(release, actor=actor, reason=reason, clock=clock):
        raise errors.ReleaseNotWaiting
    return release


@transaction.atomic
def cancel_for_edit(
    article: ArticlePage, *, manifest: dict[str, str], actor: Staff | None, clock: Clock
) -> list[Release]:
    """Scheduled releases of another content than `manifest` cannot be kept: cancels them with an alarm."""
    scheduled = article.releases.filter(state=ReleaseState.SCHEDULED).select_related("seal")
    stale = [one for one in scheduled if not reviews.Manifest(one.seal.manifest).is_kept_by(manifest)]
    for release in stale:
        _take_back(release, actor=actor, reason=str(ReleaseAlarm.EDITED), clock=clock)
        raise_alarm(release, ReleaseAlarm.EDITED, clock=clock)
    return stale


def _take_back(release: Release, *, actor: Staff | None, reason: str, clock: Clock) -> bool:
    cancelled = channels.cancel_deliveries(release.reference, actor=actor, reason=reason, clock=clock)
    left = channels.deliveries_of(release.reference).exclude(state=DeliveryState.CANCELLED)
    release.state = ReleaseState.RELEASED if left.exists() else ReleaseState.CANCELLED
    release.closed_because = reason[:200]
    release.save(update_fields=["state", "closed_because"])
    if cancelled:
        detail = {"release": release.pk, "reason": reason, "deliveries": [row.pk for row in cancelled]}
        on = subject_of(release.article).audited()
        record("newsroom.cancel_release", actor=actor, on=on, detail=detail, clock=clock)
        signals.release_cancelled.send(Release, release=release, actor=actor)
    return bool(cancelled)


def raise_alarm(release: Release, alarm: ReleaseAlarm, *, clock: Clock) -> None:
    """People must look at this release: it stands under «what failed» until a newer one is made."""
    release.alarm, release.alarmed_at = alarm, clock.now()
    release.save(update_fields=["alarm", "alarmed_at"])
    on = subject_of(release.article).audited()
    detail = {"release": release.pk, "alarm": str(alarm)}
    record("newsroom.alarm", actor=None, on=on, detail=detail, clock=clock)
    signals.release_alarmed.send(Release, release=release)
