"""What follows when the ledger reports back: the sealed revision goes live, or an alarm is raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom import signals
from zhenglian.newsroom.actions.article_lock import locked
from zhenglian.newsroom.actions.cancel_release import raise_alarm
from zhenglian.newsroom.enums import ReleaseAlarm, ReleaseState
from zhenglian.newsroom.models import Release
from zhenglian.newsroom.models.release import release_id_of
from zhenglian.newsroom.renderings import render_article
from zhenglian.newsroom.selectors.drafts import subject_of
from zhenglian.reviews import api as reviews

if TYPE_CHECKING:
    from wagtail.models import Revision


def release_by_reference(reference: str) -> Release | None:
    """None when the delivery belongs to somebody else."""
    pk = release_id_of(reference)
    return None if pk is None else Release.objects.select_related("article", "seal").filter(pk=pk).first()


@transaction.atomic
def make_live(release: Release, *, clock: Clock = SYSTEM) -> bool:
    """Publishes the revision that was sealed, never a newer draft. Called when the website has the payload.

    Only if that revision still renders to the seal; else raises the alarm NOT_LIVE and changes nothing.
    A release older than the live one changes nothing. Records `newsroom.live`, sends `article_live`.
    """
    article = locked(release.article)
    release = Release.objects.select_for_update(of=("self",)).select_related("seal").get(pk=release.pk)
    if article.releases.filter(live_at__isnull=False, number__gte=release.number).exists():
        return False
    revision = release.revision
    if revision is None or not _is_sealed(revision, release):
        raise_alarm(release, ReleaseAlarm.NOT_LIVE, clock=clock)
        return False
    revision.publish(skip_permission_checks=True)
    release.state, release.live_at, release.withdrawn_at = ReleaseState.RELEASED, clock.now(), None
    release.save(update_fields=["state", "live_at", "withdrawn_at"])
    detail = {"release": release.pk, "revision": revision.pk, "manifest": release.seal.manifest}
    record("newsroom.live", actor=None, on=subject_of(article).audited(), detail=detail, clock=clock)
    article.refresh_from_db()
    signals.article_live.send(Release, article=article, release=release)
    return True


def _is_sealed(revision: Revision, release: Release) -> bool:
    rendered = render_article(revision.as_object()).manifest
    return reviews.Manifest(release.seal.manifest).is_kept_by(rendered)


@transaction.atomic
def alarm_refusal(release: Release, *, clock: Clock = SYSTEM) -> None:
    """The ledger found bytes that differ from the seal and sent nothing."""
    release = Release.objects.select_for_update(of=("self",)).select_related("article").get(pk=release.pk)
    if release.alarm != ReleaseAlarm.REFUSED:
        raise_alarm(release, ReleaseAlarm.REFUSED, clock=clock)
