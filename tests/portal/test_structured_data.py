import json
from dataclasses import replace
from datetime import UTC, datetime

from zhenglian.portal.structured_data import ArticleFacts, article_graph, script_text, site_graph

SITE = "https://x.test"
FACTS = ArticleFacts(
    url=f"{SITE}/news/a/",
    headline="题",
    description="摘要",
    section="政策要闻",
    author="王芳",
    published_at=datetime(2026, 1, 15, 1, 0, tzinfo=UTC),
    modified_at=datetime(2026, 1, 15, 2, 0, tzinfo=UTC),
    image=f"{SITE}/media/assets/a.jpg",
    corrections=(("四十处应为四十二处", datetime(2026, 1, 16, 1, 0, tzinfo=UTC)),),
)


def by_type(graph):
    return {node["@type"]: node for node in graph["@graph"]}


def test_article_names_its_publisher_and_times_with_offset():
    nodes = by_type(article_graph(FACTS, site=SITE, publisher="微言环保"))

    article = nodes["NewsArticle"]
    assert article["publisher"] == {"@id": nodes["GovernmentOrganization"]["@id"]}
    assert article["datePublished"] == "2026-01-15T09:00:00+08:00"
    assert article["dateModified"] == "2026-01-15T10:00:00+08:00"
    assert article["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "四十处应为四十二处",
            "datePublished": "2026-01-16T09:00:00+08:00",
        }
    ]
    assert article["mainEntityOfPage"] == FACTS.url


def test_article_without_author_is_the_organisation_s():
    bare = replace(FACTS, author="", image="", corrections=(), section="")

    nodes = by_type(article_graph(bare, site=SITE, publisher="微言环保"))

    assert nodes["NewsArticle"]["author"] == nodes["NewsArticle"]["publisher"]
    assert {"image", "correction", "articleSection"}.isdisjoint(nodes["NewsArticle"])
    assert [item["position"] for item in nodes["BreadcrumbList"]["itemListElement"]] == [1, 2]


def test_home_page_tells_where_to_search():
    website = by_type(site_graph(site=SITE, publisher="微言环保"))["WebSite"]

    assert website["potentialAction"]["target"] == f"{SITE}/search/?q={{search_term_string}}"


def test_title_cannot_end_the_script_element():
    evil = "</script><script>alert(1)</script><!-- & \u2028"

    text = script_text({"headline": evil})

    assert "<" not in text
    assert ">" not in text
    assert json.loads(text) == {"headline": evil}
