"""Verdicts: who may give them, on which level, over which content."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from tests.factories.people import UnitFactory
from tests.factories.reviews import (
    CHANGED,
    MANIFEST,
    SUBJECT,
    an_office,
    approve_levels,
    open_round,
    somebody,
    stand_in,
)
from zhenglian.audit.api import entries_on
from zhenglian.kernel.digests import canonical_json, sha256_hex
from zhenglian.people.enums import Role
from zhenglian.reviews import api as reviews
from zhenglian.reviews import errors, signals
from zhenglian.reviews.enums import ReviewState, SealGround, Verdict
from zhenglian.reviews.models import Decision, Review


def approve(review, actor, clock, *, manifest=MANIFEST, contributors=(), comment=""):
    return reviews.approve(
        review,
        manifest=manifest,
        contributors=contributors,
        comment=comment,
        actor=actor,
        clock=clock,
    )


def test_approve_advances_the_level_and_renews_the_time(office, clock):
    review = open_round(office, clock=clock)
    clock.advance(timedelta(hours=1))

    review = approve(review, office.first, clock)

    assert (review.level, review.state) == (2, ReviewState.OPEN)
    assert review.due_at == clock.now() + timedelta(hours=4)
    assert reviews.intact_seal(SUBJECT) is None


def test_approve_of_the_last_level_puts_the_seal(office, clock):
    review = approve_levels(open_round(office, clock=clock), office, clock=clock)

    seal = reviews.intact_seal(SUBJECT)
    assert review.state == ReviewState.APPROVED
    assert (seal.manifest, seal.ground, seal.review) == (MANIFEST, SealGround.REVIEW, review)
    assert seal.digest == sha256_hex(canonical_json(MANIFEST))
    assert reviews.sealed_digest(seal.pk, "weibo") == MANIFEST["weibo"]
    assert reviews.sealed_digest(seal.pk, "poster") is None


def test_approve_of_three_levels_needs_all_three(office, clock):
    review = open_round(office, traits={"key"}, clock=clock)

    review = approve_levels(review, office, levels=2, clock=clock)
    assert (review.state, reviews.intact_seal(SUBJECT)) == (ReviewState.OPEN, None)

    assert approve(review, office.third, clock).state == ReviewState.APPROVED


def test_approve_records_rule_level_and_manifest_with_the_decision(office, clock):
    approve(open_round(office, clock=clock), office.first, clock, comment="可发")

    decision = Decision.objects.get()
    entry = next(e for e in entries_on(SUBJECT.kind, SUBJECT.id) if e.act == "reviews.approve")
    assert (decision.level, decision.role, decision.verdict) == (1, Role.FIRST_REVIEWER, Verdict.APPROVE)
    assert (decision.manifest, decision.comment, decision.at) == (MANIFEST, "可发", clock.now())
    assert entry.detail["rules"][0]["levels"] == 2
    assert entry.actor_name == str(office.first)


@pytest.mark.parametrize("who", ["editor", "second", "third", "publisher", "supervisor"])
def test_approve_without_the_role_of_the_level_is_refused(office, clock, who):
    review = open_round(office, contributors=[], clock=clock)

    with pytest.raises(errors.NotYourLevel):
        approve(review, getattr(office, who), clock)


def test_approve_by_a_reviewer_of_another_unit_is_refused(office, clock):
    elsewhere = somebody(Role.FIRST_REVIEWER, UnitFactory())

    with pytest.raises(errors.NotYourLevel):
        approve(open_round(office, clock=clock), elsewhere, clock)


def test_approve_by_a_reviewer_of_a_unit_above_counts(db, clock):
    ministry = UnitFactory()
    office = an_office(unit=UnitFactory(parent=ministry))
    above = somebody(Role.FIRST_REVIEWER, ministry)

    assert approve(open_round(office, clock=clock), above, clock).level == 2


def test_approve_by_the_author_is_refused_whatever_role_they_hold(office, clock):
    author = somebody(Role.EDITOR, Role.FIRST_REVIEWER, office.unit)
    review = open_round(office, contributors=[author], clock=clock)

    with pytest.raises(errors.OwnWork):
        approve(review, author, clock)


def test_approve_by_somebody_who_edited_meanwhile_is_refused(office, clock):
    review = open_round(office, clock=clock)

    with pytest.raises(errors.OwnWork):
        approve(review, office.first, clock, contributors=[office.first])


def test_approve_by_an_author_as_deputy_of_a_reviewer_is_refused(office, clock):
    stand_in(office.first, deputy=office.editor)

    with pytest.raises(errors.OwnWork):
        approve(open_round(office, clock=clock), office.editor, clock)


def test_approve_as_deputy_of_the_author_is_refused(office, clock):
    deputy = stand_in(office.first)
    review = open_round(office, contributors=[office.first], clock=clock)

    with pytest.raises(errors.PrincipalsOwnWork):
        approve(review, deputy, clock)


def test_approve_as_deputy_of_an_uninvolved_reviewer_counts_and_names_both(office, clock):
    deputy = stand_in(office.first)

    review = approve(open_round(office, clock=clock), deputy, clock)

    decision = Decision.objects.get()
    entry = next(e for e in entries_on(SUBJECT.kind, SUBJECT.id) if e.act == "reviews.approve")
    assert review.level == 2
    assert (decision.reviewer, decision.principal) == (deputy, office.first)
    assert (entry.actor_name, entry.on_behalf_of) == (str(deputy), str(office.first))


def test_approve_prefers_own_authority_over_a_spoiled_delegation(office, clock):
    other = somebody(Role.FIRST_REVIEWER, office.unit)
    stand_in(office.first, deputy=other)
    review = open_round(office, contributors=[office.first], clock=clock)

    approve(review, other, clock)

    assert Decision.objects.get().principal is None


def test_approve_takes_the_delegation_that_is_not_spoiled(office, clock):
    colleague = somebody(Role.FIRST_REVIEWER, office.unit)
    deputy = stand_in(office.first)
    stand_in(colleague, deputy=deputy)
    review = open_round(office, contributors=[office.first], clock=clock)

    approve(review, deputy, clock)

    assert Decision.objects.get().principal == colleague


def test_approve_of_a_second_level_by_the_same_person_is_refused(office, clock):
    both = somebody(Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, office.unit)
    review = approve(open_round(office, clock=clock), both, clock)

    with pytest.raises(errors.SecondLevelBySamePerson):
        approve(review, both, clock)


def test_approve_of_a_second_level_as_deputy_of_another_is_refused(office, clock):
    stand_in(office.second, deputy=office.first)
    review = approve(open_round(office, clock=clock), office.first, clock)

    with pytest.raises(errors.SecondLevelBySamePerson):
        approve(review, office.first, clock)


def test_approve_of_a_second_level_through_ones_deputy_is_refused(office, clock):
    both = somebody(Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, office.unit)
    deputy = stand_in(both)
    review = approve(open_round(office, clock=clock), both, clock)

    with pytest.raises(errors.SecondLevelForSamePrincipal):
        approve(review, deputy, clock)


def test_approve_of_a_second_level_by_the_principal_is_refused(office, clock):
    both = somebody(Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, office.unit)
    deputy = stand_in(both)
    review = approve(open_round(office, clock=clock), deputy, clock)

    with pytest.raises(errors.SecondLevelBySamePerson):
        approve(review, both, clock)


def test_approve_in_the_next_round_may_be_given_by_the_same_person(office, clock):
    approve(open_round(office, clock=clock), office.first, clock)
    successor = reviews.content_changed(
        SUBJECT,
        manifest=CHANGED,
        contributors=[office.editor],
        traits=set(),
        actor=office.editor,
        clock=clock,
    )

    assert approve(successor, office.first, clock, manifest=CHANGED).level == 2


def test_approve_over_another_content_is_refused_and_decides_nothing(office, clock):
    review = open_round(office, clock=clock)

    with pytest.raises(errors.ContentChanged):
        approve(review, office.first, clock, manifest=CHANGED)

    assert not Decision.objects.exists()
    assert Review.objects.get().level == 1


def test_approve_sent_twice_counts_once(office, clock):
    seen = open_round(office, clock=clock)
    approve(seen, office.first, clock)

    with pytest.raises(errors.ReviewMovedOn):
        approve(seen, office.first, clock)

    assert Decision.objects.count() == 1


def test_approve_meant_for_a_level_that_somebody_else_decided_is_refused(office, clock):
    """Who holds two roles must not approve level 2 with a click that was meant for level 1."""
    both = somebody(Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, office.unit)
    seen = open_round(office, clock=clock)
    approve(Review.objects.get(pk=seen.pk), office.first, clock)

    with pytest.raises(errors.ReviewMovedOn):
        approve(seen, both, clock)


def test_approve_of_a_closed_review_is_refused(office, clock):
    review = approve_levels(open_round(office, clock=clock), office, clock=clock)

    with pytest.raises(errors.ReviewNotOpen):
        approve(review, somebody(Role.SECOND_REVIEWER, office.unit), clock)


def test_approve_keeps_the_deadline_of_an_owed_review(office, clock):
    owed = reviews.Retrospective(clock.now() + timedelta(hours=24))
    review = open_round(office, retrospective=owed, clock=clock)
    clock.advance(timedelta(hours=20))

    assert approve(review, office.first, clock).due_at == owed.due_at


def test_return_ends_the_round_with_reason_comment_and_places(office, clock):
    review = open_round(office, clock=clock)
    remarks = [{"place": "body.3f2a.value", "text": "数字与公告不符"}]

    review = reviews.return_to_editor(
        review, reason="facts", comment="请核对补贴金额", remarks=remarks, actor=office.first, clock=clock
    )

    decision = Decision.objects.get()
    assert review.state == ReviewState.RETURNED
    assert (decision.verdict, decision.reason, decision.comment) == (
        Verdict.RETURN,
        "facts",
        "请核对补贴金额",
    )
    assert decision.remarks == remarks
    assert "reviews.return" in [entry.act for entry in entries_on(SUBJECT.kind, SUBJECT.id)]


def test_return_without_a_comment_is_refused(office, clock):
    with pytest.raises(errors.CommentMissing):
        reviews.return_to_editor(
            open_round(office, clock=clock), reason="other", comment="  ", actor=office.first, clock=clock
        )


def test_return_without_the_role_is_refused(office, clock):
    with pytest.raises(errors.NotYourLevel):
        reviews.return_to_editor(
            open_round(office, clock=clock), reason="other", comment="?", actor=office.third, clock=clock
        )


def test_verdicts_are_announced(office, clock):
    heard = []
    for name in ("review_opened", "level_approved", "review_approved"):
        getattr(signals, name).connect(
            lambda name=name, **_: heard.append(name), weak=False, dispatch_uid=name
        )

    approve_levels(open_round(office, clock=clock), office, clock=clock)
    for name in ("review_opened", "level_approved", "review_approved"):
        getattr(signals, name).disconnect(dispatch_uid=name)

    assert heard == ["review_opened", "level_approved", "review_approved"]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time by itself")
def test_approve_by_two_at_the_same_moment_counts_once(transactional_db, clock):
    office = an_office()
    colleague = somebody(Role.FIRST_REVIEWER, office.unit)
    seen = open_round(office, clock=clock)
    start = Barrier(2)

    def decide(reviewer):
        try:
            start.wait(timeout=60)
            approve(seen, reviewer, clock)
        except errors.ReviewMovedOn:
            return "moved on"
        finally:
            connection.close()
        return "approved"

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(decide, [office.first, colleague]))

    assert sorted(outcomes) == ["approved", "moved on"]
    assert (Decision.objects.count(), Review.objects.get().level) == (1, 2)
