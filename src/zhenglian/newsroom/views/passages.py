"""The places of an article that a reviewer can remark on, as Wagtail's editor addresses them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.blocks import BoundBlock, ListBlock, StructBlock

from zhenglian.newsroom.differences import lines_of_html
from zhenglian.newsroom.forms.review import Passage

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage

FIELDS = ("title", "subtitle", "digest")
PLATFORM_FIELDS = ("wechat_title", "wechat_digest", "wechat_body", "weibo_text")
EXCERPT = 120  # characters


def passages_of(draft: ArticlePage) -> list[Passage]:
    """Fields that have something in them, and every block of the body, in reading order."""
    return [
        *_field_passages(draft, FIELDS),
        *_cover_passage(draft),
        *_block_passages(draft),
        *_field_passages(draft, PLATFORM_FIELDS),
    ]


def _field_passages(draft: ArticlePage, names: tuple[str, ...]) -> Iterator[Passage]:
    for name in names:
        text = str(getattr(draft, name) or "")
        if text:
            label = str(draft._meta.get_field(name).verbose_name)
            yield Passage(name, label, _excerpt(text))


def _cover_passage(draft: ArticlePage) -> Iterator[Passage]:
    if draft.cover_id:
        yield Passage("cover", _("cover"), draft.cover_alt)


def _block_passages(draft: ArticlePage) -> Iterator[Passage]:
    for number, child in enumerate(draft.body or (), start=1):
        name = _("%(n)s. %(kind)s") % {"n": number, "kind": child.block.label}
        place = ".".join(["body", child.id, *_first_field(child)])
        yield Passage(place, name, _excerpt(str(child.render())))


def _first_field(bound: BoundBlock) -> list[str]:
    """Wagtail anchors a comment at a field: of a list in its first item, of a structure in its first part."""
    if isinstance(bound.block, ListBlock):
        first: Any = next(iter(bound.value.bound_blocks), None)  # Any: Wagtail's blocks are untyped
        return [first.id, *_first_field(first)] if first is not None else []
    if isinstance(bound.block, StructBlock):
        return [next(iter(bound.block.child_blocks))]
    return []


def _excerpt(html: str) -> str:
    text = " ".join(lines_of_html(html))
    return text if len(text) <= EXCERPT else text[:EXCERPT] + "…"
