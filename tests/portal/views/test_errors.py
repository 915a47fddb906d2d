import re

from django.test import RequestFactory

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
