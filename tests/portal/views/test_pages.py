import json
import re
from datetime import timedelta

import pytest
from django.conf import settings

from tests.factories.accounts import AccountFactory
from tests.factories.channels import stored_picture
from tests.factories.newsroom import ColumnFactory
from tests.factories.portal import a_correction, a_place, a_published_article
from zhenglian.accounts.enums import Platform
from zhenglian.portal.actions import withdraw_article, write_imprint
from zhenglian.portal.views import pages

JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
PUBLIC = "max-age=0, must-revalidate, public"


def control(response):
    return ", ".join(sorted(response.headers["Cache-Control"].split(", ")))


def meta(page, name):
    return re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)">', page.text)


def test_home_page_of_an_empty_site_says_so(db, client):
    page = client.get("/")

    assert page.status_code == 200
    assert "暂无已发布的文章" in page.text


def test_home_page_shows_lead_columns_and_accounts(db, client, clock):
    column = ColumnFactory(name="政策要闻", slug="policy")
    row = a_published_article(column=column, cover=stored_picture(), cover_alt="大坝", clock=clock)
    AccountFactory(platform=Platform.WEIBO, name="@微言环保", homepage_url="https://weibo.com/u/1")

    page = client.get("/")

    assert f'<a href="/news/{row.slug}/" lang="zh-CN">{row.title}</a>' in page.text.replace("<wbr>", "")
    assert 'alt="大坝"' in page.text
    assert 'href="/columns/policy/"' in page.text
    assert 'href="https://weibo.com/u/1"' in page.text
    assert control(page) == PUBLIC


def test_footer_carries_the_imprint_and_head_the_site_code(db, client):
    write_imprint(
        actor=None, organiser="示范中心", site_code="bm01", icp_record="京ICP备1号", email="a@b.test"
    )

    page = client.get("/")

    assert [meta(page, name) for name in ("SiteName", "SiteIDCode")] == [[settings.SITE_NAME], ["bm01"]]
    for words in ("主办单位", "示范中心", "网站标识码", "京ICP备1号", "我为政府网站找错"):
        assert words in page.text


def test_article_page_shows_the_delivered_words(db, client, clock):
    row = a_published_article(title="题 & 目", subtitle="副题", body_html="<p>今晚有大雨。</p>", clock=clock)

    page = client.get(f"/news/{row.slug}/")

    assert "<h1>题 &amp; 目</h1>" in page.text.replace("<wbr>", "")
    assert "<p>今晚有大雨。</p>" in page.text
    assert "副题" in page.text
    assert "2026-01-15 09:00" in page.text
    assert "主动公开" in page.text
    assert control(page) == PUBLIC


def test_article_page_has_the_meta_tags_of_a_government_page(db, client, clock):
    row = a_published_article(column=ColumnFactory(name="政策要闻"), clock=clock)

    page = client.get(f"/news/{row.slug}/?utm_source=x")

    assert meta(page, "ColumnName") == ["政策要闻"]
    assert meta(page, "ArticleTitle") == meta(page, "og:title") == [row.title]
    assert meta(page, "PubDate") == ["2026-01-15 09:00"]
    assert meta(page, "ContentSource") == ["市应急局"]
    assert meta(page, "og:url") == [row.url]
    assert f'<link rel="canonical" href="{row.url}">' in page.text


def test_article_page_describes_itself_to_search_engines(db, client):
    row = a_published_article(title="</script><script>alert(1)</script>")
    a_correction(row, "更正一处")

    page = client.get(f"/news/{row.slug}/")

    (found,) = JSON_LD.findall(page.text)
    nodes = {node["@type"]: node for node in json.loads(found)["@graph"]}
    assert nodes["NewsArticle"]["headline"] == "</script><script>alert(1)</script>"
    assert nodes["NewsArticle"]["correction"][0]["text"] == "更正一处"
    assert "<script>alert(1)" not in page.text


def test_article_page_lists_corrections_and_other_places(db, client):
    row = a_published_article()
    a_correction(row, "四十处应为四十二处")
    a_place(row, Platform.WECHAT, "https://mp.weixin.qq.com/s/abc", name="微言环保")

    page = client.get(f"/news/{row.slug}/")

    assert "更正" in page.text
    assert "四十处应为四十二处" in page.text
    assert '<a href="https://mp.weixin.qq.com/s/abc" rel="external" lang="zh-CN">微言环保</a>' in page.text


def test_withdrawn_article_answers_410_with_a_note(db, client):
    row = a_published_article()
    withdraw_article(row.article_id)

    page = client.get(f"/news/{row.slug}/")

    assert page.status_code == 410
    assert "此文已撤回" in page.text
    assert "public" not in page.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["/news/never-was/", "/columns/never-was/", "/news/?page=2", "/news/?page=x"]
)
def test_missing_pages_answer_404(db, client, path):
    assert client.get(path).status_code == 404


def test_draft_has_no_page(newsroom, client):
    article = newsroom.approved()

    assert client.get(f"/news/{article.slug}/").status_code == 404


def test_column_page_lists_its_articles_in_pages(db, client, clock, monkeypatch):
    monkeypatch.setattr(pages, "PAGE_LENGTH", 2)
    column = ColumnFactory(slug="science", description="把专业的事讲明白")
    for number in range(3):
        a_published_article(title=f"科普{number}", column=column, clock=clock)
        clock.advance(timedelta(hours=1))

    first, second = client.get("/columns/science/"), client.get("/columns/science/?page=2")

    assert re.findall("科普[0-9]", first.text) == ["科普2", "科普1"]
    assert re.findall("科普[0-9]", second.text) == ["科普0"]
    assert 'rel="next" href="?page=2"' in first.text
    assert f'<link rel="canonical" href="{settings.SITE_URL}/columns/science/?page=2">' in second.text
    assert "/feeds/science.atom" in first.text
    assert meta(first, "ColumnDescription") == ["把专业的事讲明白"]


@pytest.mark.parametrize("path", ["/", "/news/", "/accessibility/", "/search/"])
def test_public_pages_take_questions_only(db, client, path):
    assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_elder_mode_is_a_layout_of_its_own_that_hides_no_article(db, client):
    row = a_published_article()
    standard = client.get("/")

    elder = client.get("/?mode=elder")

    assert "portal/elder.css" not in standard.text
    assert "portal/elder.css" in elder.text
    assert row.title in elder.text.replace("<wbr>", "")
    assert 'name="mode" value="standard" aria-pressed="true"' in elder.text
    assert 'name="mode" value="elder" aria-pressed="false"' in standard.text
    assert "<script src" not in elder.text + standard.text


def test_frame_speaks_english_to_those_who_choose_it(db, client):
    row = a_published_article()

    page = client.get(f"/news/{row.slug}/?lang=en")

    assert '<html lang="en"' in page.text
    assert '<article class="article" lang="zh-CN">' in page.text
    assert "Skip to the content" in page.text
