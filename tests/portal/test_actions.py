from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction

from tests.factories.newsroom import an_article
from tests.factories.people import StaffFactory
from tests.factories.portal import a_published_article
from zhenglian.audit.api import entries_on
from zhenglian.kernel.generation import Generation
from zhenglian.portal.actions import forget_pages, show_article, withdraw_article, write_imprint
from zhenglian.portal.models import Imprint, PageGeneration, PublishedArticle
from zhenglian.portal.selectors import found_articles


def generation():
    return Generation(settings.DATA_DIR).read()


def test_line_says_what_was_delivered_not_what_the_draft_says(db, clock):
    row = a_published_article(title="审定的标题", digest="审定的摘要", clock=clock)
    article = row.article
    article.title = "草稿的标题"
    article.save()

    shown = show_article(article)

    assert (shown.title, shown.digest) == ("审定的标题", "审定的摘要")
    assert shown.first_published_at == clock.now()
    assert PublishedArticle.objects.count() == 1


def test_correction_changes_the_line_and_keeps_the_first_date(db, clock):
    first = a_published_article(title="四十处", clock=clock)
    began = clock.now()
    clock.advance(timedelta(hours=3))

    second = a_published_article(title="四十二处", article=first.article, clock=clock)

    assert second.pk == first.pk
    assert second.title == "四十二处"
    assert (second.first_published_at, second.updated_at) == (began, clock.now())


def test_article_that_the_website_was_not_given_is_not_listed(db):
    assert show_article(an_article()) is None
    assert not PublishedArticle.objects.exists()


def test_withdrawn_article_leaves_lists_and_search(search_index, clock):
    row = a_published_article(title="撤回的通告", clock=clock)
    assert list(found_articles("通告")) == [row]

    withdraw_article(row.article_id, clock=clock)

    assert list(PublishedArticle.objects.shown()) == []
    assert list(found_articles("通告")) == []
    assert PublishedArticle.objects.get().withdrawn_at == clock.now()


def test_withdrawn_article_that_is_released_again_comes_back(db, clock):
    row = a_published_article(clock=clock)
    withdraw_article(row.article_id, clock=clock)

    a_published_article(article=row.article, clock=clock)

    assert PublishedArticle.objects.shown().count() == 1


def test_pages_are_forgotten_after_the_commit(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        forget_pages()

    assert generation() == 0

    callbacks[0]()

    assert generation() == PageGeneration.objects.get().value == 1


def test_every_change_gives_another_generation(db, django_capture_on_commit_callbacks):
    seen = []
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            forget_pages()
        seen.append(generation())

    assert seen == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_forgotten_for_a_change_that_was_rolled_back():
    with pytest.raises(RuntimeError), transaction.atomic():
        forget_pages()
        raise RuntimeError

    assert generation() == 0
    assert not PageGeneration.objects.exists()


def test_imprint_is_one_row_and_on_record(db, clock):
    actor = StaffFactory()
    write_imprint(actor=actor, organiser="甲", clock=clock)

    imprint = write_imprint(actor=actor, icp_record="京ICP备1号", clock=clock)

    assert Imprint.objects.count() == 1
    assert (imprint.organiser, imprint.icp_record) == ("甲", "京ICP备1号")
    assert entries_on("portal.imprint", str(imprint.pk)).count() == 2
