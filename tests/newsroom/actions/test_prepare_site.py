from wagtail.models import GroupPagePermission, Page, Site

from zhenglian.audit.api import entries_on
from zhenglian.newsroom.api import Column, ensure_article_index, ensure_column
from zhenglian.newsroom.models import ArticleIndexPage


def prepared(url="http://127.0.0.1:8000"):
    return ensure_article_index(site_name="微言环保", site_url=url, title="稿件")


def test_index_stands_below_the_sites_home_page(db):
    index = prepared()

    site = Site.objects.get(is_default_site=True)
    assert Page.objects.get(pk=index.pk).get_parent().pk == site.root_page_id
    assert (site.hostname, site.port, site.site_name) == ("127.0.0.1", 8000, "微言环保")


def test_preparing_again_keeps_the_index_and_follows_the_address(db):
    first = prepared()

    again = prepared("https://www.example.test")

    site = Site.objects.get(is_default_site=True)
    assert (again.pk, ArticleIndexPage.objects.count()) == (first.pk, 1)
    assert (site.hostname, site.port) == ("www.example.test", 443)


def test_editors_may_write_below_the_index_and_not_publish(db):
    index = prepared()

    granted = GroupPagePermission.objects.filter(page=index, group__name="zhenglian:editor")

    assert {each.permission.codename for each in granted} == {"add_page", "change_page"}


def test_column_is_opened_once_and_then_left_to_its_editors(db):
    column = ensure_column("science", name="环境科普", order=2)
    Column.objects.update(name="科普园地")

    ensure_column("science", name="环境科普", order=2)

    assert Column.objects.get().name == "科普园地"
    assert [entry.act for entry in entries_on("newsroom.column", column.pk)] == ["newsroom.open_column"]
