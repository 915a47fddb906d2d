"""Levels by rule, rounds, seals."""

from __future__ import annotations

from datetime import timedelta

from tests.factories.reviews import (
    CHANGED,
    MANIFEST,
    SUBJECT,
    LevelRuleFactory,
    SealFactory,
    approve_levels,
    open_round,
)
from zhenglian.reviews import api as reviews
from zhenglian.reviews.selectors import (
    levels_for,
    overdue_reviews,
    people_on_levels,
    rule_line,
    rule_lines,
    unbroken_seals,
)
from zhenglian.reviews.subjects import KINDS

ARTICLES = KINDS["newsroom.article"]
OTHER = reviews.Subject("newsroom.article", "8", "另一篇")
REPLY = reviews.Subject("inbox.reply", "7", "答复")


def test_levels_for_takes_the_matching_rule_with_most_levels(db):
    LevelRuleFactory(levels=2, hours_per_level=8)
    LevelRuleFactory(trait="hot", levels=3, hours_per_level=2)
    LevelRuleFactory(trait="key", levels=3, hours_per_level=6)
    LevelRuleFactory(subject_kind="inbox.reply", levels=1)

    ordinary = levels_for("newsroom.article", set())
    hot = levels_for("newsroom.article", {"hot", "key", "unheard-of"})

    assert (ordinary.levels, ordinary.hours, len(ordinary.rules)) == (2, 8, 1)
    assert (hot.levels, hot.hours) == (3, 2)
    assert [rule["trait"] for rule in hot.rules] == ["", "hot", "key"]
    assert levels_for("inbox.reply", set()).levels == 1


def test_levels_for_without_any_rule_is_the_strictest(db):
    outcome = levels_for("newsroom.article", set())

    assert (outcome.levels, outcome.hours) == (3, 4)


def test_current_review_is_the_newest_round_of_the_subject(office, clock):
    review = open_round(office, clock=clock)
    reviews.withdraw(review, actor=office.editor, clock=clock)
    second = open_round(office, clock=clock)
    open_round(office, subject=OTHER, clock=clock)

    assert reviews.current_review(SUBJECT) == second
    assert reviews.current_review(REPLY) is None
    assert list(reviews.reviews_on(SUBJECT).order_by("round")) == [review, second]


def test_current_reviews_and_seals_of_many_take_few_queries(office, clock, django_assert_num_queries):
    approve_levels(open_round(office, clock=clock), office, clock=clock)
    second = open_round(office, subject=OTHER, clock=clock)

    with django_assert_num_queries(3):
        rounds = reviews.current_reviews(SUBJECT.kind, ["7", "8", "9"])
        seals = reviews.intact_seals(SUBJECT.kind, ["7", "8", "9"])

    assert (set(rounds), rounds["8"]) == ({"7", "8"}, second)
    assert {key: seal.manifest for key, seal in seals.items()} == {"7": MANIFEST}


def test_overdue_reviews_are_open_and_past_their_time(office, clock):
    review = open_round(office, clock=clock)
    approve_levels(open_round(office, subject=OTHER, clock=clock), office, clock=clock)
    assert not overdue_reviews(clock=clock).exists()

    clock.advance(timedelta(hours=4))

    assert list(overdue_reviews(clock=clock)) == [review]


def test_decisions_of_come_oldest_first_from_all_rounds(office, clock):
    review = open_round(office, clock=clock)
    reviews.return_to_editor(review, reason="facts", comment="核", actor=office.first, clock=clock)
    clock.advance(timedelta(hours=1))
    approve_levels(open_round(office, clock=clock), office, clock=clock)

    decisions = list(reviews.decisions_of(SUBJECT))

    assert [(row.review.round, row.level, row.verdict) for row in decisions] == [
        (1, 1, "return"),
        (2, 1, "approve"),
        (2, 2, "approve"),
    ]


def test_people_on_levels_counts_actors_and_principals(office, clock):
    review = approve_levels(open_round(office, clock=clock), office, levels=1, clock=clock)

    assert people_on_levels(review) == {office.first.pk}


def test_intact_seal_is_the_newest_unbroken_one_of_the_subject(office, clock):
    SealFactory(subject=OTHER, clock=clock)
    older = SealFactory(clock=clock)
    clock.advance(timedelta(minutes=1))
    newer = SealFactory(manifest=CHANGED, clock=clock)

    assert reviews.intact_seal(SUBJECT) == newer
    assert list(unbroken_seals(SUBJECT)) == [newer, older]
    assert reviews.intact_seal(REPLY) is None


def test_seals_by_review_leave_out_emergencies(office, clock):
    SealFactory(clock=clock)
    assert not reviews.seals_by_review(SUBJECT.kind).exists()

    approve_levels(open_round(office, clock=clock), office, clock=clock)

    assert [seal.manifest for seal in reviews.seals_by_review(SUBJECT.kind)] == [MANIFEST]


def test_sealed_digest_of_a_missing_seal_is_none(db):
    assert reviews.sealed_digest(404, "weibo") is None


def test_rule_lines_list_usual_traits_first_and_other_kinds_never(db):
    foreign = LevelRuleFactory(trait="foreign")
    hot = LevelRuleFactory(trait="hot")
    LevelRuleFactory(trait="late", subject_kind="inbox.reply")

    lines = rule_lines(ARTICLES)

    assert [line.rule.trait for line in lines] == ["", "key", "hot", "difficult", "foreign"]
    assert [line.rule for line in lines if line.rule.pk] == [hot, foreign]
    assert [line.applies_to for line in lines][-2:] == ["难点稿件", "foreign"]


def test_rule_line_of_an_unknown_trait_is_none(db):
    foreign = LevelRuleFactory(trait="foreign")

    blank = rule_line(ARTICLES, "key")

    assert rule_line(ARTICLES, "foreign").rule == foreign
    assert rule_line(ARTICLES, "unheard-of") is None
    assert rule_line(KINDS["inbox.reply"], "key") is None
    assert (blank.rule.pk, blank.rule.levels) == (None, 3)
