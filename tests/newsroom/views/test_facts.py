"""Quick changes of an article's facts, and the seal as a file."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.newsroom import picture_bytes
from tests.journeys.forms import sent_form
from zhenglian.kernel.digests import sha256_hex
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.models import ArticlePage


def page(article):
    return reverse("newsroom:article_facts", args=[article.pk])


def fresh(article):
    return newsroom.draft_of(ArticlePage.objects.get(pk=article.pk))


def test_changed_facts_are_saved_as_a_new_draft(desk, visit):
    article, client = desk.article(), visit(desk.office.editor)
    form = sent_form(client.get(page(article)).content, title="改过的标题", is_hot="on")

    answer = client.post(page(article), form)

    assert answer["Location"] == reverse("newsroom:article_review", args=[article.pk])
    assert (fresh(article).title, fresh(article).is_hot) == ("改过的标题", True)


def test_new_cover_needs_its_alternative_text(desk, visit):
    article, client = desk.article(with_cover=False), visit(desk.office.editor)
    picture = SimpleUploadedFile("cover.jpg", picture_bytes(), "image/jpeg")
    form = sent_form(client.get(page(article)).content, cover_file=picture, cover_alt="")

    answer = client.post(page(article), form)

    assert "cover_alt" in answer.context["form"].errors
    assert fresh(article).cover is None


@pytest.mark.parametrize("change", [{"title": ""}, {"title": "长" * 100}])
def test_values_that_an_article_cannot_have_are_refused(desk, visit, change):
    article, client = desk.article(), visit(desk.office.editor)

    answer = client.post(page(article), sent_form(client.get(page(article)).content, **change))

    assert "title" in answer.context["form"].errors
    assert fresh(article).title == article.title


def test_somebody_who_may_not_write_changes_nothing(desk, visit):
    article, client = desk.article(), visit(desk.office.publisher)

    client.post(page(article), sent_form(client.get(page(article)).content, title="改过的标题"))

    assert fresh(article).title == article.title


def test_seal_file_proves_itself(desk, visit):
    address = reverse("newsroom:article_seal", args=[desk.approved().pk])

    sheet = json.loads(visit(desk.office.editor).get(address).content)

    digests = {part: sha256_hex(text.encode()) for part, text in sheet["texts"].items()}
    assert digests == {part: digest for part, digest in sheet["manifest"].items() if part != "facts"}


def test_seal_file_of_an_unapproved_article_is_missing(desk, visit):
    address = reverse("newsroom:article_seal", args=[desk.article().pk])

    assert visit(desk.office.editor).get(address).status_code == 404


def test_number_beyond_the_database_is_not_found(desk, visit):
    answer = visit(desk.office.editor).get("/staff/desk/articles/9999999999999999999999/facts/")

    assert answer.status_code == 404
