"""Our own rules for the body's blocks, each with the block's id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from zhenglian.newsroom.lint.findings import CHOOSE_AGAIN, DESCRIBE, ArticleFinding, advice, own
from zhenglian.newsroom.renderings.pictures import stored_content_picture

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage


def body_findings(article: ArticlePage) -> Iterator[ArticleFinding]:
    number = 0
    for block in article.body or ():
        where = f"body/{block.id}"
        for value in _pictures(block):
            number += 1
            yield from _picture_findings(value, where, number)
        if block.block_type == "attachment" and not _is_there(block.value["document"]):
            yield own(
                "attachment_missing",
                where,
                _("attachment"),
                _("The attached document is missing."),
                CHOOSE_AGAIN,
            )
    yield from _heading_findings(article)


def _pictures(block: Any) -> list[Any]:  # Any: Wagtail's block values are untyped
    if block.block_type == "picture":
        return [block.value]
    return list(block.value) if block.block_type == "gallery" else []


def _picture_findings(value: Any, where: str, number: int) -> Iterator[ArticleFinding]:
    place = _("picture %(number)d") % {"number": number}
    if stored_content_picture(value["image"]) is None:
        yield own(
            "picture_unreadable", where, place, _("The picture is missing or cannot be read."), CHOOSE_AGAIN
        )
    if not (value["alt"] or "").strip():
        yield own("alt_missing", where, place, _("The picture has no alternative text."), DESCRIBE)


def _heading_findings(article: ArticlePage) -> Iterator[ArticleFinding]:
    """Screen readers announce levels: a subsection needs a section above it (WCAG 1.3.1)."""
    for block in article.body or ():
        if block.block_type != "heading":
            continue
        if block.value["level"] == "3":
            yield advice(
                "heading_order",
                f"body/{block.id}",
                _("heading"),
                _("The first heading is one of the second level."),
                _("Begin with a section heading."),
            )
        return


def _is_there(document: Any) -> bool:
    return document is not None and document.file.storage.exists(document.file.name)
