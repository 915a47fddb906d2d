"""Tables of the newsroom, one module a noun."""

from zhenglian.newsroom.models.article import ArticleIndexPage, ArticlePage
from zhenglian.newsroom.models.column import Column

__all__ = ["ArticleIndexPage", "ArticlePage", "Column"]
