"""Tables of the newsroom, one module a noun."""

from zhenglian.newsroom.models.article import ArticleIndexPage, ArticlePage
from zhenglian.newsroom.models.column import Column
from zhenglian.newsroom.models.edits import ArticleEdit
from zhenglian.newsroom.models.emergency import Emergency
from zhenglian.newsroom.models.imported_file import ImportedFile
from zhenglian.newsroom.models.release import Release
from zhenglian.newsroom.models.withdrawal import Withdrawal

__all__ = [
    "ArticleEdit",
    "ArticleIndexPage",
    "ArticlePage",
    "Column",
    "Emergency",
    "ImportedFile",
    "Release",
    "Withdrawal",
]
