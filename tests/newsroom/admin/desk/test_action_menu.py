"""Saving and submitting in one step from Wagtail's editor."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django.urls import reverse

from tests.factories.newsroom import article_index
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.admin.desk.action_menu import SUBMIT, submit_when_asked
from zhenglian.people.api import grant_page_permissions


def asked(staff, data):
    request = RequestFactory().post("/staff/pages/1/edit/", data)
    request.user = staff
    request._messages = CookieStorage(request)
    return request


@pytest.fixture
def editor_page(desk, visit):
    """Articles without a cover: Wagtail leaves the file open of which it shows a small copy."""

    def of(article):
        grant_page_permissions(article_index())
        return visit(desk.office.editor).get(reverse("wagtailadmin_pages:edit", args=[article.pk]))

    return of


def test_editor_offers_to_save_and_submit(desk, editor_page):
    article = desk.article(with_cover=False)

    shown = editor_page(article).content.decode()

    assert f'name="{SUBMIT}"' in shown
    assert reverse("newsroom:article_review", args=[article.pk]) in shown


def test_editor_of_an_article_in_review_does_not_offer_it_again(desk, editor_page):
    article = desk.article(with_cover=False)
    desk.submit(article)

    answer = editor_page(article)

    assert answer.status_code == 200
    assert f'name="{SUBMIT}"' not in answer.content.decode()


def test_saved_article_is_submitted_when_asked(desk):
    article = desk.article()

    answer = submit_when_asked(asked(desk.office.editor, {SUBMIT: "1"}), article)

    assert answer["Location"] == reverse("newsroom:article_review", args=[article.pk])
    assert newsroom.article_stage(article).stage == "in_review"


def test_saved_article_stays_a_draft_when_nobody_asked(desk):
    article = desk.article()

    assert submit_when_asked(asked(desk.office.editor, {}), article) is None
    assert newsroom.article_stage(article).stage == "draft"


def test_refused_submission_leads_back_into_the_editor_with_the_reason(desk):
    article = desk.article(column=None)
    request = asked(desk.office.editor, {SUBMIT: "1"})

    answer = submit_when_asked(request, article)

    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert len(get_messages(request)) == 1


def test_other_pages_are_left_alone(desk):
    index = desk.article().get_parent()

    assert submit_when_asked(asked(desk.office.editor, {SUBMIT: "1"}), index) is None
