"""Verdicts on an article. The rules of who may give them are tested in tests/reviews."""

from __future__ import annotations

import pytest
from wagtail.models import Comment, Revision

from tests.factories.reviews import somebody, stand_in
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom import errors
from zhenglian.newsroom.enums import Stage
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.selectors.drafts import renderings_of
from zhenglian.people.enums import Role
from zhenglian.reviews.enums import ReviewState
from zhenglian.reviews.errors import NotYourLevel, OwnWork, PrincipalsOwnWork


def seen_by(article):
    review = newsroom.article_stage(article).review
    return newsroom.Seen(review_id=review.pk, level=review.level)


def change_unnoticed(article):
    """A change of the stored draft that no signal told of, as a restored backup or a script would make it."""
    revision = article.latest_revision
    content = {**revision.content, "title": "悄悄换了题"}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    return ArticlePage.objects.get(pk=article.pk)


def test_approve_by_all_levels_seals_what_is_rendered(desk):
    article = desk.approved()

    stage = newsroom.article_stage(article)
    assert stage.stage == Stage.APPROVED
    assert stage.seal.manifest == renderings_of(article).manifest


def test_approve_by_the_author_is_refused(desk):
    author = somebody(Role.EDITOR, Role.FIRST_REVIEWER, desk.office.unit)
    article = desk.article(owner=author)
    desk.submit(article)

    with pytest.raises(OwnWork):
        newsroom.approve_article(article, actor=author)


def test_approve_by_the_last_editor_is_refused_on_the_second_level_too(desk):
    article = desk.article()
    desk.submit(article)
    desk.edit(article, by=desk.office.second)
    desk.approve(article, levels=1)

    with pytest.raises(OwnWork):
        newsroom.approve_article(article, actor=desk.office.second)


def test_approve_as_deputy_of_the_author_is_refused(desk):
    article = desk.article(owner=desk.office.first)
    desk.submit(article)

    with pytest.raises(PrincipalsOwnWork):
        newsroom.approve_article(article, actor=stand_in(desk.office.first))


def test_approve_of_a_draft_is_refused(desk):
    with pytest.raises(errors.NotInReview):
        newsroom.approve_article(desk.article(), actor=desk.office.first)


def test_approve_from_a_page_of_an_earlier_round_is_refused(desk):
    article = desk.article()
    desk.submit(article)
    seen = seen_by(article)
    desk.edit(article)

    with pytest.raises(errors.PageOutOfDate):
        newsroom.approve_article(article, actor=desk.office.first, seen=seen)


def test_approve_sent_twice_is_refused_the_second_time(desk):
    article = desk.article()
    desk.submit(article)
    seen = seen_by(article)
    newsroom.approve_article(article, actor=desk.office.first, seen=seen)

    with pytest.raises(errors.PageOutOfDate):
        newsroom.approve_article(article, actor=desk.office.first, seen=seen)


def test_approve_of_something_else_than_was_submitted_restarts_for_good(desk):
    article = desk.article()
    desk.submit(article)
    article = change_unnoticed(article)

    with pytest.raises(errors.ArticleChanged):
        newsroom.approve_article(article, actor=desk.office.first)

    review = newsroom.article_stage(article).review
    assert (review.round, review.level, review.decisions.count()) == (2, 1, 0)


def test_return_tells_reason_and_places(desk):
    article = desk.article()
    desk.submit(article)
    block = article.body[0].id

    review = newsroom.return_article(
        article,
        reason="facts",
        comment="请核对",
        remarks=[newsroom.Remark(f"body.{block}", "金额与公告不符"), newsroom.Remark("title", "过长")],
        actor=desk.office.first,
        seen=seen_by(article),
    )

    assert review.state == ReviewState.RETURNED
    assert newsroom.article_stage(article).stage == Stage.RETURNED
    comments = Comment.objects.filter(page=article).order_by("pk")
    assert [(c.contentpath, c.text, c.user) for c in comments] == [
        (f"body.{block}", "金额与公告不符", desk.office.first),
        ("title", "过长", desk.office.first),
    ]
    assert all(comment.has_valid_contentpath(newsroom.draft_of(article)) for comment in comments)


def test_return_makes_the_reviewer_no_contributor(desk):
    article = desk.article()
    desk.submit(article)
    newsroom.return_article(
        article,
        reason="wording",
        comment="改错字",
        remarks=[newsroom.Remark("title", "错字")],
        actor=desk.office.first,
    )

    desk.edit(article)
    desk.submit(article)

    assert desk.office.first not in newsroom.contributors(article)
    assert newsroom.approve_article(article, actor=desk.office.first).level == 2


def test_return_by_somebody_without_the_level_is_refused(desk):
    article = desk.article()
    desk.submit(article)

    with pytest.raises(NotYourLevel):
        newsroom.return_article(article, reason="other", comment="不妥", actor=desk.office.publisher)
