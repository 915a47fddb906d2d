import pytest

from tests.factories.newsroom import ColumnFactory
from tests.factories.portal import a_published_article
from zhenglian.portal.views import pages


@pytest.fixture
def _articles(search_index):
    column = ColumnFactory(name="政策要闻")
    a_published_article(title="国务院部门过半设双微", body_html="<p>雅安地震救灾</p>", column=column)
    a_published_article(
        title="水质监测全覆盖", body_html="<p>双微首次提到 &lt;b&gt;PM2.5&lt;/b&gt;</p>", column=column
    )


@pytest.mark.usefixtures("_articles")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("双微", 2),
        ("雅安", 1),
        ("水质监测", 1),
        ("双微 雅安", 1),
        ("pm2.5", 1),
        ("应急局", 2),  # the author
        ("沙尘", 0),
    ],
)
def test_search_finds_chinese_words(client, query, found):
    page = client.get("/search/", {"q": query})

    assert page.status_code == 200
    assert len(page.context["hits"]) == found


@pytest.mark.usefixtures("_articles")
def test_title_counts_more_than_text(client):
    page = client.get("/search/", {"q": "双微"})

    assert [hit.article.title for hit in page.context["hits"]] == ["国务院部门过半设双微", "水质监测全覆盖"]


@pytest.mark.usefixtures("_articles")
def test_words_are_marked_and_nothing_is_markup(client):
    page = client.get("/search/", {"q": "PM2.5"})

    assert "<mark>pm2</mark>" in page.text.lower()
    assert "&lt;b&gt;" in page.text


@pytest.mark.usefixtures("_articles")
def test_nothing_found_offers_a_next_step(client):
    page = client.get("/search/", {"q": "沙尘<b>"})

    assert "没有找到包含“沙尘&lt;b&gt;”的文章" in page.text
    assert "请减少或缩短搜索词" in page.text
    assert "政策要闻" in page.text


@pytest.mark.parametrize("query", ["", "   ", "，。", "\x00", '"', "%", "a OR (b", "水" * 5000])
def test_odd_queries_are_answered(search_index, client, query):
    assert client.get("/search/", {"q": query}).status_code == 200


@pytest.mark.usefixtures("_articles")
def test_results_come_in_pages(client, monkeypatch):
    monkeypatch.setattr(pages, "PAGE_LENGTH", 1)

    first = client.get("/search/", {"q": "双微"})
    second = client.get("/search/", {"q": "双微", "page": 2})

    assert len(first.context["hits"]) == len(second.context["hits"]) == 1
    assert first.context["hits"][0].article != second.context["hits"][0].article
    assert "?q=%E5%8F%8C%E5%BE%AE&amp;page=2" in first.text


def test_search_is_neither_kept_nor_indexed(search_index, client):
    page = client.get("/search/", {"q": "双微"})

    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["X-Robots-Tag"] == "noindex"
