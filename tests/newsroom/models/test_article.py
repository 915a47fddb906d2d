from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from tests.factories.newsroom import an_article, article_index
from zhenglian.newsroom.enums import Disclosure, OriginKind
from zhenglian.newsroom.models import ArticleIndexPage, ArticlePage

pytestmark = pytest.mark.django_db

WITHHELD = {
    "disclosure": Disclosure.PRIVACY,
    "legal_ground": "政府信息公开条例第十五条",
    "disclosure_reason": "含有当事人住址",
    "disclosure_approver": "李强",
    "disclosure_review_on": date(2027, 1, 15),
}


def problems_of(article):
    with pytest.raises(ValidationError) as caught:
        article.clean()
    return set(caught.value.message_dict)


@pytest.mark.parametrize("title", ["节水补贴", "Water subsidy begins today"])
def test_address_is_random_and_says_nothing_of_the_title(title):
    article = an_article(title=title)

    assert len(article.slug) == 10
    assert article.slug.isascii()
    assert "water" not in article.slug


def test_address_stays_when_the_title_changes():
    article = an_article()
    slug = article.slug

    article.title = "改过的标题"
    article.save_revision(clean=False)
    article.save()

    assert ArticlePage.objects.get(pk=article.pk).slug == slug
    assert article.get_latest_revision_as_object().slug == slug


def test_title_of_64_characters_is_accepted_and_of_65_refused():
    article = an_article()
    article.title = "题" * 64
    article.clean()

    article.title = "题" * 65

    assert problems_of(article) == {"title"}


def test_withheld_article_with_all_grounds_is_accepted():
    article = an_article(**WITHHELD)

    article.clean()

    assert article.disclosure == Disclosure.PRIVACY


@pytest.mark.parametrize("field", sorted(set(WITHHELD) - {"disclosure"}))
def test_withheld_article_without_one_ground_is_refused(field):
    article = an_article(**{**WITHHELD, field: None if field.endswith("_on") else ""})

    assert problems_of(article) == {field}


@pytest.mark.parametrize("disclosure", [value for value in Disclosure if value != Disclosure.PROACTIVE])
def test_every_class_but_open_demands_its_grounds(disclosure):
    article = an_article(disclosure=disclosure)

    assert problems_of(article) == set(WITHHELD) - {"disclosure"}


def test_reprint_without_source_is_refused():
    article = an_article(origin_kind=OriginKind.REPRINT)

    assert problems_of(article) == {"source_name"}


def test_reprint_with_source_is_accepted():
    article = an_article(origin_kind=OriginKind.REPRINT, source_name="北京青年报")

    article.clean()

    assert article.source_name == "北京青年报"


def test_page_itself_never_answers_readers(rf):
    article = an_article()

    with pytest.raises(Http404):
        article.serve(rf.get("/"))
    with pytest.raises(Http404):
        article_index().serve(rf.get("/"))


def test_only_articles_stand_below_the_index_and_nothing_below_articles():
    assert ArticleIndexPage.creatable_subpage_models() == [ArticlePage]
    assert ArticlePage.creatable_subpage_models() == []
    assert article_index().slug == "news"


def test_article_counts_as_released_once_it_was_public():
    article = an_article()
    assert article.was_released is False

    article.live = True

    assert article.was_released is True
