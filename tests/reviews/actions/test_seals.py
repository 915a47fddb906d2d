"""Seals: put for an emergency, broken by an edit, never changed otherwise."""

from __future__ import annotations

from datetime import timedelta

from tests.factories.reviews import CHANGED, MANIFEST, SUBJECT, SealFactory, approve_levels, open_round
from zhenglian.audit.api import entries_on
from zhenglian.reviews import api as reviews
from zhenglian.reviews.actions.seals import break_seals
from zhenglian.reviews.enums import SealGround


def test_seal_for_emergency_has_no_review_and_is_recorded(office, clock):
    seal = reviews.seal_for_emergency(SUBJECT, manifest=MANIFEST, actor=office.publisher, clock=clock)

    entry = entries_on(SUBJECT.kind, SUBJECT.id).get()
    assert (seal.ground, seal.review, seal.sealed_at) == (SealGround.EMERGENCY, None, clock.now())
    assert (entry.act, entry.detail["ground"]) == ("reviews.seal", "emergency")


def test_break_seals_keeps_those_over_the_same_manifest(office, clock):
    approve_levels(open_round(office, clock=clock), office, clock=clock)
    SealFactory(manifest=CHANGED, clock=clock)

    broken = break_seals(SUBJECT, keep=MANIFEST, because="edited", actor=office.editor, clock=clock)

    assert [seal.manifest for seal in broken] == [CHANGED]
    assert reviews.intact_seal(SUBJECT).manifest == MANIFEST


def test_break_seals_says_when_and_why_and_leaves_broken_ones_alone(office, clock):
    seal = SealFactory(clock=clock)
    break_seals(SUBJECT, keep=None, because="edited", actor=office.editor, clock=clock)
    broken_at = clock.now()
    clock.advance(timedelta(hours=1))

    assert break_seals(SUBJECT, keep=None, because="again", actor=None, clock=clock) == []

    seal.refresh_from_db()
    assert (seal.broken_at, seal.broken_because) == (broken_at, "edited")
