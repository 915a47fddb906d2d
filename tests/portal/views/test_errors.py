import re

from django.test import Client, RequestFactory

from zhenglian.portal.views.errors import page_broken


def test_missing_page_speaks_chinese_and_offers_a_way_on(db, client):
    page = client.get("/nowhere/")

    assert page.status_code == 404
    assert "您访问的页面不存在" in page.text
    assert 'action="/search/"' in page.text
    assert '<meta name="robots" content="noindex">' in page.text


def test_broken_page_needs_no_database():
    page = page_broken(RequestFactory().get("/"))

    assert page.status_code == 500
    assert "系统暂时无法打开此页" in page.content.decode()


def test_error_pages_are_not_kept(db, client):
    assert "public" not in client.get("/nowhere/").headers.get("Cache-Control", "")


def test_missing_page_does_not_repeat_the_address_as_markup(db, client):
    page = client.get("/<b>nowhere</b>/")

    assert not re.search("<b>nowhere", page.text)


def test_form_without_its_token_is_answered_in_our_own_words(db):
    page = Client(enforce_csrf_checks=True).post("/staff/login/", {"username": "x"})

    assert page.status_code == 403
    assert "刷新后再提交一次" in page.text
    assert "DEBUG" not in page.text
