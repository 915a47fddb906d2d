"""Submission and withdrawal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.people import UnitFactory
from tests.factories.reviews import somebody
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom import errors
from zhenglian.newsroom.enums import Disclosure, Stage
from zhenglian.newsroom.selectors.drafts import renderings_of
from zhenglian.newsroom.selectors.versions import compare_versions
from zhenglian.people.enums import Role
from zhenglian.reviews.errors import AlreadyInReview, NotYoursToWithdraw


@pytest.mark.parametrize(("flag", "levels"), [(None, 2), ("is_key", 3), ("is_hot", 3), ("is_difficult", 3)])
def test_submit_asks_for_levels_by_the_articles_flags(desk, flag, levels):
    article = desk.article(**({flag: True} if flag else {}))

    review = desk.submit(article)

    assert (review.level, review.levels) == (1, levels)
    assert review.manifest == renderings_of(article).manifest
    assert list(review.contributors.all()) == [desk.office.editor]


def test_submit_keeps_the_exact_payloads(desk):
    article = desk.article()

    review = desk.submit(article)

    assert compare_versions(article, review).is_empty


@pytest.mark.parametrize("role", [Role.PUBLISHER, Role.SUPERVISOR, Role.DUTY_OFFICER])
def test_submit_by_somebody_who_does_not_write_is_refused(desk, role):
    with pytest.raises(errors.MayNotWrite):
        newsroom.submit_article(desk.article(), actor=somebody(role, desk.office.unit))


def test_submit_by_an_editor_of_another_unit_is_refused(desk):
    with pytest.raises(errors.MayNotWrite):
        newsroom.submit_article(desk.article(), actor=somebody(Role.EDITOR, UnitFactory()))


def test_submit_without_a_unit_is_refused(desk):
    with pytest.raises(errors.UnitMissing):
        desk.submit(desk.article(unit=None))


def test_submit_of_an_incomplete_article_names_the_fields(desk):
    article = desk.article(disclosure=Disclosure.INTERNAL)

    with pytest.raises(errors.Incomplete) as refused:
        desk.submit(article)

    assert {"legal_ground", "disclosure_reason"} <= set(refused.value.problems)


def test_submit_of_a_body_with_a_gap_is_refused(desk):
    article = desk.article(body=[("heading", {"text": "", "level": "h2"})])

    with pytest.raises(errors.Incomplete) as refused:
        desk.submit(article)

    assert set(refused.value.problems) == {"body"}


def test_submit_twice_is_refused(desk):
    article = desk.article()
    desk.submit(article)

    with pytest.raises(AlreadyInReview):
        desk.submit(article)


def test_submit_of_what_is_approved_is_refused(desk):
    article = desk.approved()

    with pytest.raises(errors.ApprovedAlready):
        desk.submit(article)


def test_withdraw_makes_it_a_draft_again(desk, hour):
    article = desk.article()
    desk.submit(article)
    hour.shift(timedelta(minutes=5))

    newsroom.withdraw_article(article, actor=desk.office.editor)

    assert newsroom.article_stage(article).stage == Stage.DRAFT


def test_withdraw_by_a_stranger_is_refused(desk):
    article = desk.article()
    desk.submit(article)

    with pytest.raises(NotYoursToWithdraw):
        newsroom.withdraw_article(article, actor=somebody(Role.EDITOR, desk.office.unit))


def test_withdraw_of_a_draft_is_refused(desk):
    with pytest.raises(errors.NotInReview):
        newsroom.withdraw_article(desk.article(), actor=desk.office.editor)
