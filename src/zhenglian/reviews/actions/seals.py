"""Puts the seal on a manifest and breaks it. A seal is never changed in any other way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.digests import canonical_json, sha256_hex
from zhenglian.reviews.enums import SealGround
from zhenglian.reviews.manifests import Manifest
from zhenglian.reviews.models import Review, Seal
from zhenglian.reviews.selectors import unbroken_seals
from zhenglian.reviews.subjects import Subject

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def put_seal(
    subject: Subject,
    *,
    manifest: dict[str, str],
    ground: SealGround,
    review: Review | None,
    actor: Staff | None,
    clock: Clock,
) -> Seal:
    """Seals the manifest and records it. Whether it may be sealed was asked by the caller."""
    seal = Seal.objects.create(
        subject_kind=subject.kind,
        subject_id=subject.id,
        ground=ground,
        review=review,
        manifest=manifest,
        digest=sha256_hex(canonical_json(manifest)),
        sealed_at=clock.now(),
    )
    detail = {"seal": seal.pk, "ground": str(ground), "digest": seal.digest}
    record("reviews.seal", actor=actor, on=subject.audited(), detail=detail, clock=clock)
    return seal


@transaction.atomic
def seal_for_emergency(
    subject: Subject, *, manifest: dict[str, str], actor: Staff, clock: Clock = SYSTEM
) -> Seal:
    """Seals without a review, because two persons answer for it. The caller asks who they are and why.

    Records `reviews.seal` with ground `emergency`; the review that is owed is opened by the caller.
    """
    return put_seal(
        subject, manifest=manifest, ground=SealGround.EMERGENCY, review=None, actor=actor, clock=clock
    )


def break_seals(
    subject: Subject, *, keep: dict[str, str] | None, because: str, actor: Staff | None, clock: Clock
) -> list[Seal]:
    """Breaks every unbroken seal over another manifest than `keep`; returns the broken ones."""
    unbroken = unbroken_seals(subject).select_for_update()
    broken = [seal for seal in unbroken if keep is None or not Manifest(seal.manifest).is_kept_by(keep)]
    for seal in broken:
        seal.broken_at = clock.now()
        seal.broken_because = because
        seal.save(update_fields=["broken_at", "broken_because"])
        detail = {"seal": seal.pk, "digest": seal.digest, "because": because}
        record("reviews.break_seal", actor=actor, on=subject.audited(), detail=detail, clock=clock)
    return broken
