"""The one word for an article. Stages along the road are tested with the actions; here: all together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.enums import Stage
from zhenglian.newsroom.selectors.stages import stages_of


def one_of_each(desk):
    """Articles by the stage that they should have."""
    in_review, returned, scheduled, released = (desk.article() for _ in range(4))
    desk.submit(in_review)
    desk.submit(returned)
    newsroom.return_article(returned, reason="facts", comment="核", actor=desk.office.first)
    for article in (scheduled, released):
        desk.submit(article)
        desk.approve(article)
    desk.release(scheduled, due_at=timezone.now() + timedelta(hours=1))
    published, revised = desk.published(), desk.edit(desk.published())
    desk.release(released)
    emergency = desk.article()
    newsroom.request_emergency_release(
        emergency, account_ids=desk.account_ids, reason="须即时告知公众的情况", actor=desk.office.publisher
    )
    return {
        Stage.DRAFT: desk.article(),
        Stage.IN_REVIEW: in_review,
        Stage.RETURNED: returned,
        Stage.APPROVED: desk.approved(),
        Stage.SCHEDULED: scheduled,
        Stage.PUBLISHING: released,
        Stage.PUBLISHED: published,
        Stage.REVISING: revised,
        Stage.EMERGENCY: emergency,
    }


def test_stages_of_many_are_right_in_six_queries(desk, django_assert_num_queries):
    articles = one_of_each(desk)

    with django_assert_num_queries(6):
        stages = stages_of(articles.values())

    assert {wanted: stages[article.pk].stage for wanted, article in articles.items()} == {
        wanted: wanted for wanted in articles
    }


@pytest.mark.parametrize("count", [1, 3])
def test_stages_of_few_take_no_fewer_queries(desk, django_assert_num_queries, count):
    articles = [desk.published() for _ in range(count)]

    with django_assert_num_queries(6):
        stages_of(articles)


def test_label_says_which_level(desk):
    article = desk.article()
    desk.submit(article)
    desk.approve(article, levels=1)

    with translation.override("en"):
        assert newsroom.article_stage(article).label == "in review, level 2 of 2"
        assert newsroom.article_stage(desk.article()).label == "draft"


def test_stage_carries_its_time_and_whether_it_passed(desk, hour):
    article = desk.article()
    review = desk.submit(article)
    assert newsroom.article_stage(article).due_at == review.due_at
    assert not newsroom.article_stage(article).is_overdue

    hour.shift(timedelta(hours=4))

    assert newsroom.article_stage(article).is_overdue


def test_correction_under_review_is_still_public(desk):
    article = desk.edit(desk.published())
    desk.submit(article)

    stage = newsroom.article_stage(article)
    assert (stage.stage, stage.is_public) == (Stage.IN_REVIEW, True)
    assert not newsroom.article_stage(desk.article()).is_public


def test_correction_approved_waits_for_its_release(desk):
    article = desk.edit(desk.published())
    desk.submit(article)
    desk.approve(article)

    assert newsroom.article_stage(article).stage == Stage.APPROVED
