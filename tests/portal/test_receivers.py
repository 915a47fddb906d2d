import pytest
from django.conf import settings
from wagtail.signals import page_unpublished

from tests.factories.accounts import AccountFactory
from tests.factories.newsroom import ColumnFactory
from tests.factories.portal import a_published_article
from zhenglian.kernel.generation import Generation
from zhenglian.newsroom.models import ArticlePage
from zhenglian.portal.actions import write_imprint
from zhenglian.portal.models import PublishedArticle


def generation():
    return Generation(settings.DATA_DIR).read()


def test_release_through_review_and_delivery_lists_the_article(newsroom, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        article = newsroom.published(title="部委双微开放日")

    row = PublishedArticle.objects.get()
    assert (row.article_id, row.title, row.column) == (article.pk, "部委双微开放日", article.column)
    assert generation() > 0


def test_draft_is_not_listed(newsroom):
    newsroom.approved()

    assert not PublishedArticle.objects.exists()


def test_unpublished_article_is_withdrawn(db):
    row = a_published_article()

    page_unpublished.send(sender=ArticlePage, instance=row.article)

    row.refresh_from_db()
    assert row.withdrawn_at is not None


@pytest.mark.parametrize(
    "change",
    [ColumnFactory, AccountFactory, lambda: write_imprint(actor=None, organiser="甲")],
    ids=["column", "account", "imprint"],
)
def test_what_stands_on_every_page_forgets_all_pages(db, django_capture_on_commit_callbacks, change):
    with django_capture_on_commit_callbacks(execute=True):
        change()

    assert generation() == 1


def test_deleted_column_forgets_all_pages(db, django_capture_on_commit_callbacks):
    column = ColumnFactory()

    with django_capture_on_commit_callbacks(execute=True):
        column.delete()

    assert generation() == 1
