"""The newest draft and who wrote it."""

from __future__ import annotations

import pytest

from tests.factories.reviews import somebody
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.selectors.drafts import subject_of
from zhenglian.people.enums import Role


def test_draft_of_is_the_latest_revision_and_not_the_page(desk):
    article = desk.published(title="已发布")
    article = desk.edit(article, title="修改中")

    assert article.title == "已发布"
    assert newsroom.draft_of(article).title == "修改中"


def test_subject_of_is_named_as_the_draft_is(desk):
    article = desk.edit(desk.published(title="已发布"), title="修改中")

    subject = subject_of(article)

    assert (subject.kind, subject.id, subject.name) == ("newsroom.article", str(article.pk), "修改中")


@pytest.mark.parametrize(
    ("flags", "wanted"),
    [
        ({}, set()),
        ({"is_hot": True}, {"hot"}),
        ({"is_key": True, "is_difficult": True}, {"key", "difficult"}),
    ],
)
def test_traits_are_the_flags(db, flags, wanted):
    assert newsroom.traits(ArticlePage(**flags)) == wanted


def test_contributors_are_the_owner_and_all_who_ever_changed_it(desk):
    second = somebody(Role.EDITOR, desk.office.unit)
    article = desk.edit(desk.article(), by=second, title="改过")
    desk.submit(article)
    desk.approve(article)
    desk.release(article)
    desk.deliver()
    third = somebody(Role.EDITOR, desk.office.unit)
    article = desk.edit(article, by=third, title="更正")

    assert newsroom.contributors(article) == [desk.office.editor, second, third]


def test_number_of_a_person_in_a_title_is_not_kept_where_it_would_stay(desk):
    article = desk.article(title="关于11010519491231002X的通报")

    name = subject_of(article).name

    assert name == "关于110*************2X的通报"
