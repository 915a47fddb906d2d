"""The desk's lists beyond what their pages show."""

from __future__ import annotations

from datetime import timedelta

from zhenglian.newsroom.enums import Stage
from zhenglian.newsroom.selectors.lists import articles_under_review, counts_by_stage, latest_articles


def test_latest_edited_article_comes_first(desk, hour):
    old = desk.article(title="先写的")
    hour.shift(timedelta(minutes=1))
    desk.article(title="后写的")
    hour.shift(timedelta(minutes=1))
    desk.edit(old, title="先写后改的")

    titles = [row.article.draft_title for row in latest_articles()]

    assert titles == ["先写后改的", "后写的"]


def test_counts_follow_the_order_of_the_road_and_leave_out_what_is_not_there(desk):
    desk.approved()
    desk.article()
    desk.article()

    assert list(counts_by_stage(latest_articles()).items()) == [(Stage.DRAFT, 2), (Stage.APPROVED, 1)]


def test_superuser_sees_all_reviews_but_may_decide_none(desk):
    desk.submit(desk.article())
    desk.office.editor.is_superuser = True

    assert [row.is_mine for row in articles_under_review(desk.office.editor)] == [False]
