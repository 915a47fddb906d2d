import pytest
from django.urls import reverse

from tests.factories.newsroom import ColumnFactory, an_article, article_index
from tests.factories.people import StaffFactory
from tests.newsroom.models.test_permissions import form_of
from zhenglian.newsroom.models import ArticlePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client):
    client.force_login(StaffFactory(is_superuser=True, is_staff=True))
    return client


def editor_page(browser, article):
    return browser.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()


def test_menu_saves_and_previews_but_never_publishes(browser):
    article = an_article()

    page = editor_page(browser, article)

    assert 'name="action-publish"' not in page
    assert 'name="action-submit"' not in page
    assert reverse("wagtailadmin_pages:unpublish", args=[article.pk]) not in page
    assert reverse("newsroom:article_preview", args=[article.pk]) in page
    assert 'name="action-desk-submit"' in page


def test_menu_of_a_public_article_offers_no_unpublishing(browser):
    article = an_article()
    ArticlePage.objects.filter(pk=article.pk).update(live=True)

    page = editor_page(browser, article)

    assert "/unpublish/" not in page
    assert 'name="action-publish"' not in page


def test_editor_has_no_schedule_and_no_address_field(browser):
    page = editor_page(browser, an_article())

    assert 'name="go_live_at"' not in page
    assert 'name="slug"' not in page
    assert 'name="live"' not in page


def test_editor_shows_what_must_be_mended_with_a_link_to_the_place(browser):
    page = editor_page(browser, an_article())

    assert 'href="#id_cover"' in page
    assert "newsroom/editor/findings.js" in page


def test_new_article_has_no_findings_yet(browser):
    url = reverse("wagtailadmin_pages:add", args=["newsroom", "articlepage", article_index().pk])

    page = browser.get(url).content.decode()

    assert "data-findings" not in page


def test_live_preview_renders_what_is_being_typed(browser):
    article = an_article()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    assert browser.post(url, form_of(title="正在输入的标题")).json()["is_valid"] is True

    page = browser.get(url, {"mode": "phones"}).content.decode()

    assert "正在输入的标题" in page
    assert ArticlePage.objects.get(pk=article.pk).latest_revision.content["title"] == article.title


def test_live_preview_of_a_new_article_works_before_its_first_save(browser):
    index = article_index()
    url = reverse("wagtailadmin_pages:preview_on_add", args=["newsroom", "articlepage", index.pk])
    assert browser.post(url, form_of(title="还没保存")).json()["is_available"] is True

    assert "还没保存" in browser.get(url, {"mode": "phones"}).content.decode()


def test_word_paste_in_the_body_is_stripped_when_saved(browser):
    article = an_article(column=ColumnFactory())
    body = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "paragraph",
        "body-0-id": "",
        "body-0-value": '{"entityMap": {}, "blocks": [{"key": "a", "text": "正文", "type": "unstyled",'
        ' "depth": 0, "inlineStyleRanges": [{"offset": 0, "length": 2, "style": "FONT-SIZE-20"},'
        ' {"offset": 0, "length": 1, "style": "BOLD"}], "entityRanges": [],'
        ' "data": {"style": "color:red"}}]}',
    }

    browser.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), form_of(**body))

    (block,) = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().body
    assert "red" not in block.value.source
    assert "20" not in block.value.source.split(">", 1)[1]
    assert "<b>正</b>文" in block.value.source
