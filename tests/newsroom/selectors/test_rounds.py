"""Levels, obstacles and changes as the review page shows them."""

from __future__ import annotations

from tests.factories.reviews import somebody, stand_in
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.selectors.rounds import (
    changes_since,
    level_steps,
    obstacle_to_deciding,
    rounds_of,
)
from zhenglian.people.enums import Role
from zhenglian.reviews.enums import ReturnReason
from zhenglian.reviews.errors import OwnWork


def test_current_level_names_who_may_decide_with_deputies_and_without_the_writer(desk):
    also_first = somebody(Role.FIRST_REVIEWER, desk.office.unit, display_name="also")
    deputy = stand_in(desk.office.first)
    article = desk.article(owner=also_first)
    review = newsroom.submit_article(article, actor=desk.office.editor)

    first, second = level_steps(article, review)

    assert set(first.people) == {desk.office.first, deputy}
    assert (second.people, second.due_at) == ((), None)


def test_decided_level_carries_its_decision(desk):
    article = desk.article()
    desk.submit(article)
    review = desk.approve(article, levels=1)

    first, second = level_steps(article, review)

    assert first.decision.reviewer == desk.office.first
    assert (first.is_current, second.is_current) == (False, True)


def test_finished_round_has_no_current_level(desk):
    article = desk.approved()

    steps = level_steps(article, newsroom.article_stage(article).review)

    assert [step.is_current for step in steps] == [False, False]


def test_obstacle_is_empty_for_who_may_decide_and_speaks_to_who_may_not(desk):
    article = desk.article(owner=desk.office.first)
    review = desk.submit(article)
    other = somebody(Role.FIRST_REVIEWER, desk.office.unit)
    authors = newsroom.contributors(article)

    assert obstacle_to_deciding(review, other, authors=authors) == ""
    assert obstacle_to_deciding(review, desk.office.first, authors=authors) == str(OwnWork.message)


def test_rounds_come_newest_first_with_their_decisions(desk):
    article = desk.article()
    desk.submit(article)
    newsroom.return_article(article, reason=ReturnReason.OTHER, comment="改", actor=desk.office.first)
    desk.edit(article)
    desk.submit(article)

    found = rounds_of(article)

    assert [entry.review.round for entry in found] == [2, 1]
    assert [len(entry.decisions) for entry in found] == [0, 1]


def test_changes_between_rounds_and_none_without_an_earlier_one(desk):
    article = desk.article(title="甲标题")
    first = desk.submit(article)
    desk.edit(article, title="乙标题")
    second = newsroom.article_stage(article).review

    assert changes_since(article, None, second) is None
    assert changes_since(article, first, second).text[0].text == "甲乙标题"


def test_changes_against_a_round_whose_bytes_are_gone_are_unknown(desk):
    article = desk.article()
    review = desk.submit(article)
    review.manifest = dict.fromkeys(review.manifest, "0" * 64)

    assert changes_since(article, review, None) is None
