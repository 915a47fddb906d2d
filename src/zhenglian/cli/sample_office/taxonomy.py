"""The page that holds the articles, five columns, and how many reviews an article needs."""

from __future__ import annotations

from zhenglian.kernel.clock import Clock
from zhenglian.newsroom.api import ensure_article_index, ensure_column
from zhenglian.reviews.api import ensure_rule

SITE_NAME = "微言环保"
ARTICLE_KIND = "newsroom.article"
COLUMNS = (
    ("policy", "环保时政", "生态环境政策法规与重要新闻"),
    ("science", "环境科普", "把环境科学讲明白"),
    ("abroad", "国内外环保见闻", "看看别处怎样保护环境"),
    ("events", "宣传教育活动", "活动预告与现场报道"),
    ("seasons", "时令风景", "跟着节气看自然"),
)
RULES = (
    ("", "一般稿件：两级审核", 2),
    ("key", "重点稿件：三级审核", 3),
    ("hot", "热点稿件：三级审核", 3),
    ("difficult", "难点稿件：三级审核", 3),
)


def load_taxonomy(*, site_url: str, clock: Clock) -> None:
    ensure_article_index(site_name=SITE_NAME, site_url=site_url, title="稿件")
    for order, (slug, name, description) in enumerate(COLUMNS, start=1):
        ensure_column(slug, name=name, order=order, description=description, clock=clock)
    for trait, name, levels in RULES:
        ensure_rule(ARTICLE_KIND, trait, name=name, levels=levels, clock=clock)
