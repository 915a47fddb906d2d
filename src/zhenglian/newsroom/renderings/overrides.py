"""What is derived for each platform, what the editor put in its place, and whether that is out of date.

An override keeps the digest of the derived value that it replaced. When the article changes so that
another value would be derived today, the override is stale: somebody must look at it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from zhenglian.kernel.digests import sha256_hex
from zhenglian.newsroom.renderings.texts import plain_text

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage

OVERRIDES = ("wechat_title", "wechat_author", "wechat_digest", "wechat_body", "weibo_text")


def chosen(article: ArticlePage, field: str, derived: Mapping[str, str]) -> str:
    """The override when there is one, else the derived value."""
    return str(getattr(article, field)).strip() if is_overridden(article, field) else derived[field]


def stale_overrides(article: ArticlePage, derived: Mapping[str, str]) -> list[str]:
    """Fields whose override replaced another value than would be derived now."""
    return [
        field
        for field in OVERRIDES
        if is_overridden(article, field) and article.override_bases.get(field) != _basis(derived[field])
    ]


def rebased(article: ArticlePage, derived: Mapping[str, str], fields: Iterable[str]) -> dict[str, str]:
    """The bases after somebody wrote or confirmed the overrides in `fields`; empty ones lose theirs."""
    bases = {field: basis for field, basis in article.override_bases.items() if is_overridden(article, field)}
    return bases | {field: _basis(derived[field]) for field in fields if is_overridden(article, field)}


def is_overridden(article: ArticlePage, field: str) -> bool:
    """An emptied rich text field still holds an empty paragraph: its words count."""
    return bool(plain_text(str(getattr(article, field))))


def _basis(value: str) -> str:
    return sha256_hex(value.encode())
