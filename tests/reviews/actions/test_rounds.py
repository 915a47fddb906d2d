"""Rounds: opened by rule, withdrawn, started again by an edit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.people import StaffFactory
from tests.factories.reviews import CHANGED, MANIFEST, SUBJECT, approve_levels, open_round
from zhenglian.audit.api import entries_on
from zhenglian.reviews import api as reviews
from zhenglian.reviews import errors, signals
from zhenglian.reviews.enums import ReviewState
from zhenglian.reviews.rules import can_decide


def acts():
    return [entry.act for entry in entries_on(SUBJECT.kind, SUBJECT.id)]


def test_open_review_records_levels_hours_and_the_rules_that_asked_for_them(office, clock):
    review = open_round(office, traits={"hot"}, clock=clock)

    assert (review.level, review.levels, review.round) == (1, 3, 1)
    assert review.due_at == clock.now() + timedelta(hours=2)
    assert [(rule["trait"], rule["levels"]) for rule in review.rules] == [("", 2), ("hot", 3)]
    assert acts() == ["reviews.open"]


def test_open_review_twice_is_refused(office, clock):
    open_round(office, clock=clock)

    with pytest.raises(errors.AlreadyInReview):
        open_round(office, clock=clock)


def test_open_review_after_a_return_is_the_next_round(office, clock):
    first = open_round(office, clock=clock)
    reviews.return_to_editor(first, reason="facts", comment="数字待核", actor=office.first, clock=clock)

    second = open_round(office, clock=clock)

    assert (second.round, second.level, second.state) == (2, 1, ReviewState.OPEN)


def test_withdraw_by_the_submitter_closes_the_round(office, clock):
    review = open_round(office, clock=clock)

    reviews.withdraw(review, actor=office.editor, clock=clock)

    review.refresh_from_db()
    assert review.state == ReviewState.WITHDRAWN
    assert sorted(acts()) == ["reviews.open", "reviews.withdraw"]


def test_withdraw_by_a_stranger_is_refused(office, clock):
    review = open_round(office, clock=clock)

    with pytest.raises(errors.NotYoursToWithdraw):
        reviews.withdraw(review, actor=office.second, clock=clock)


def test_withdraw_of_a_closed_round_is_refused(office, clock):
    review = approve_levels(open_round(office, clock=clock), office, clock=clock)

    with pytest.raises(errors.ReviewNotOpen):
        reviews.withdraw(review, actor=office.editor, clock=clock)


def test_withdraw_of_an_owed_review_is_refused(office, clock):
    owed = reviews.Retrospective(clock.now() + timedelta(hours=24))
    review = open_round(office, retrospective=owed, clock=clock)

    with pytest.raises(errors.RetrospectiveStays):
        reviews.withdraw(review, actor=office.editor, clock=clock)


def change(office, clock, *, manifest=CHANGED, actor=None, **fields):
    return reviews.content_changed(
        SUBJECT,
        manifest=manifest,
        contributors=[office.editor],
        traits=fields.pop("traits", set()),
        actor=actor or office.editor,
        clock=clock,
        **fields,
    )


def test_content_changed_restarts_an_open_round_at_level_one(office, clock):
    review = approve_levels(open_round(office, clock=clock), office, levels=1, clock=clock)
    assert review.level == 2

    successor = change(office, clock)

    review.refresh_from_db()
    assert review.state == ReviewState.OVERTAKEN
    assert (successor.round, successor.level, successor.manifest) == (2, 1, CHANGED)


def test_content_changed_breaks_the_seal_and_restarts(office, clock):
    approve_levels(open_round(office, clock=clock), office, clock=clock)
    seal = reviews.intact_seal(SUBJECT)

    successor = change(office, clock)

    seal.refresh_from_db()
    assert seal.broken_at == clock.now()
    assert reviews.sealed_digest(seal.pk, "weibo") is None
    assert reviews.intact_seal(SUBJECT) is None
    assert successor.level == 1
    assert {"reviews.break_seal", "reviews.overtake"} <= set(acts())


def test_content_changed_to_the_same_manifest_does_nothing(office, clock):
    approve_levels(open_round(office, clock=clock), office, clock=clock)
    before = acts()

    assert change(office, clock, manifest=MANIFEST) is None

    assert reviews.intact_seal(SUBJECT).manifest == MANIFEST
    assert acts() == before


def test_content_changed_and_back_again_revives_no_seal(office, clock):
    approve_levels(open_round(office, clock=clock), office, clock=clock)
    change(office, clock)

    back = change(office, clock, manifest=MANIFEST)

    assert (back.round, back.level) == (3, 1)
    assert reviews.intact_seal(SUBJECT) is None


def test_content_changed_asks_the_rules_again(office, clock):
    open_round(office, clock=clock)

    successor = change(office, clock, traits={"difficult"})

    assert successor.levels == 3


def test_content_changed_makes_the_editor_of_the_change_a_contributor(office, clock):
    open_round(office, clock=clock)

    successor = change(office, clock, actor=office.first)

    assert office.first in successor.contributors.all()
    assert not can_decide(successor, office.first, clock=clock)


def test_content_changed_after_a_release_waits_to_be_submitted(office, clock):
    review = approve_levels(open_round(office, clock=clock), office, clock=clock)

    assert change(office, clock, reopen=False) is None

    review.refresh_from_db()
    assert review.state == ReviewState.OVERTAKEN
    assert reviews.intact_seal(SUBJECT) is None


def test_content_changed_of_an_owed_review_keeps_its_deadline(office, clock):
    owed = reviews.Retrospective(clock.now() + timedelta(hours=24))
    open_round(office, retrospective=owed, clock=clock)
    clock.advance(timedelta(hours=3))

    successor = change(office, clock)

    assert successor.is_retrospective
    assert successor.due_at == owed.due_at


def test_content_changed_without_a_review_or_seal_does_nothing(office, clock):
    assert change(office, clock) is None
    assert acts() == []


def test_content_changed_announces_the_old_and_the_new_round(office, clock):
    review = open_round(office, clock=clock)
    heard = []
    listener = lambda **told: heard.append((told["review"].pk, told["successor"].round))  # noqa: E731
    signals.review_overtaken.connect(listener, weak=False)

    change(office, clock)
    signals.review_overtaken.disconnect(listener)

    assert heard == [(review.pk, 2)]


def test_supersede_closes_an_open_round_for_another(office, clock):
    review = open_round(office, clock=clock)

    reviews.supersede(review, because="emergency release", actor=StaffFactory(), clock=clock)

    review.refresh_from_db()
    assert (review.state, review.closed_because) == (ReviewState.WITHDRAWN, "emergency release")
    with pytest.raises(errors.ReviewNotOpen):
        reviews.supersede(review, because="again", actor=office.publisher, clock=clock)
