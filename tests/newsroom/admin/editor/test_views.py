import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.newsroom import an_article, article_index
from tests.factories.people import PostingFactory
from tests.newsroom.importers.word_files import paragraph, word_file
from zhenglian.newsroom.importers.packages import MOST_BYTES
from zhenglian.newsroom.models import ArticlePage, ImportedFile
from zhenglian.people.api import furnish_groups, sync_groups
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db

IMPORT = "newsroom:article_import"


@pytest.fixture
def writer():
    article_index()
    furnish_groups()
    posting = PostingFactory(role=Role.EDITOR)
    sync_groups(posting.staff)
    return posting


@pytest.fixture
def browser(client, writer):
    client.force_login(writer.staff)
    return client


def upload(browser, writer, data, name="稿件.docx"):
    file = SimpleUploadedFile(name, data)
    return browser.post(reverse(IMPORT), {"file": file, "unit": writer.unit.pk})


def test_form_offers_the_writers_units(browser, writer):
    response = browser.get(reverse(IMPORT))

    assert response.status_code == 200
    assert list(response.context["form"].fields["unit"].queryset) == [writer.unit]


def test_uploaded_file_leads_to_the_editor(browser, writer):
    data = word_file(paragraph("节水补贴", "Title"), paragraph("今日起发放。"))

    response = upload(browser, writer, data)

    article = ArticlePage.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert (article.title, article.owner) == ("节水补贴", writer.staff)


def test_hostile_file_is_refused_in_words(browser, writer):
    data = word_file(paragraph("文。"), word__vbaProject_dot_bin=b"macro")

    response = upload(browser, writer, data)

    assert response.status_code == 400
    assert "宏" in response.content.decode()
    assert ImportedFile.objects.get().problem
    assert not ArticlePage.objects.exists()


def test_file_above_the_limit_is_not_even_kept(browser, writer):
    response = upload(browser, writer, b"x" * (MOST_BYTES + 1), "a.txt")

    assert response.status_code == 400
    assert not ImportedFile.objects.exists()


def test_pasted_html_becomes_a_draft(browser, writer):
    posted = {"pasted_html": "<h1>节水补贴</h1><p>正文。</p>", "pasted_text": "x", "unit": writer.unit.pk}

    response = browser.post(reverse(IMPORT), posted)

    assert response.status_code == 302
    assert ArticlePage.objects.get().title == "节水补贴"


def test_empty_form_says_what_is_missing(browser, writer):
    response = browser.post(reverse(IMPORT), {"unit": writer.unit.pk})

    assert response.status_code == 400
    assert response.context["form"].non_field_errors()


def test_unit_of_somebody_else_is_refused(browser):
    foreign = PostingFactory(role=Role.EDITOR)

    response = browser.post(reverse(IMPORT), {"pasted_text": "标题\n文。", "unit": foreign.unit.pk})

    assert response.status_code == 400
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize("address", ["import", "preview"])
def test_stranger_is_sent_to_the_log_in(client, address):
    article = an_article()
    urls = {"import": reverse(IMPORT), "preview": reverse("newsroom:article_preview", args=[article.pk])}

    response = client.get(urls[address])

    assert response.status_code == 302
    assert reverse("wagtailadmin_login") in response.url


def test_preview_shows_the_newest_draft(browser, writer):
    article = an_article(unit=writer.unit)
    article.title = "改过的标题"
    article.save_revision(clean=False)

    page = browser.get(reverse("newsroom:article_preview", args=[article.pk])).content.decode()

    assert "改过的标题" in page
    assert f"{reverse('wagtailadmin_pages:edit', args=[article.pk])}#id_cover" in page


def test_preview_of_a_missing_article_is_not_found(browser):
    assert browser.get(reverse("newsroom:article_preview", args=[999])).status_code == 404


def test_stale_override_is_confirmed_by_a_button(browser, writer):
    article = an_article(unit=writer.unit, wechat_title="手写")
    url = reverse("newsroom:overrides_confirm", args=[article.pk])
    assert url in browser.get(reverse("newsroom:article_preview", args=[article.pk])).content.decode()

    response = browser.post(url)

    assert response.url == reverse("newsroom:article_preview", args=[article.pk])
    assert url not in browser.get(response.url).content.decode()


def test_only_writers_of_the_unit_may_confirm(browser):
    article = an_article(unit=PostingFactory().unit, wechat_title="手写")

    response = browser.post(reverse("newsroom:overrides_confirm", args=[article.pk]))

    assert response.status_code in {302, 403}
    assert ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().override_bases == {}


def test_confirming_takes_a_post(browser):
    assert browser.get(reverse("newsroom:overrides_confirm", args=[an_article().pk])).status_code == 405
