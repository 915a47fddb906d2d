"""Every text of a draft with the name of its place, and the way to put another text there.

Places are read from the stored form of the body, so that what is put back differs in nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from zhenglian.newsroom.checks.richtext import RichText, read_rich_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zhenglian.newsroom.models import ArticlePage

HEAD_FIELDS = ("title", "subtitle", "digest", "cover_alt")
TAIL_FIELDS = (
    "author_line",
    "source_name",
    "wechat_title",
    "wechat_author",
    "wechat_digest",
    "weibo_text",
)
RICH_FIELD = "wechat_body"
Path = tuple[str | int, ...]
# The texts of each kind of block by their path in its stored value; "*" stands for every item of a list.
TEXTS: dict[str, tuple[Path, ...]] = {
    "heading": (("text",),),
    "paragraph": ((),),
    "picture": (("alt",), ("caption",), ("credit",)),
    "gallery": (("*", "value", "alt"), ("*", "value", "caption"), ("*", "value", "credit")),
    "quote": (("text",), ("attribution",)),
    "table": (("caption",), ("columns", "*", "heading"), ("rows", "*", "values", "*")),
    "attachment": (("title",),),
    "video": (("title",),),
    "question": (("question",), ("answer",)),
    "timeline": (("*", "value", "when"), ("*", "value", "text")),
}
RICH = {("paragraph", ""), ("question", "answer")}
PART_NAMES: dict[str, StrOrPromise] = {
    "alt": _("alternative text"),
    "caption": _("caption"),
    "credit": _("credit"),
    "attribution": _("who said it"),
    "title": _("title"),
    "question": _("question"),
    "answer": _("answer"),
    "heading": _("head of a table's column"),
    "values": _("table cell"),
    "when": _("when"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """`where` is a field, or `body/<block id>/<path in the block>`; `text` is plain.

    `rich` leads from an offset in `text` back into markup. `is_fixed`: the text belongs to something else
    (a document of the library) and cannot be changed here.
    """

    where: str
    label: str
    text: str
    rich: RichText | None = None
    is_fixed: bool = False

    def replaced(self, start: int, end: int, new: str) -> str | None:
        """The stored form with another text at `start:end`; None where that would touch markup."""
        if self.is_fixed:
            return None
        if self.rich is not None:
            return self.rich.replaced(start, end, new)
        return self.text[:start] + new + self.text[end:]


def places_of(draft: ArticlePage) -> list[Place]:
    """In the order in which a reader meets them; empty texts are left out."""
    fields = [_field_place(draft, name) for name in HEAD_FIELDS]
    tail = [_field_place(draft, name) for name in TAIL_FIELDS]
    rich = _rich_place(RICH_FIELD, _field_name(draft, RICH_FIELD), str(draft.wechat_body or ""))
    places = [*fields, *_body_places(draft), *tail, rich]
    return [place for place in places if place.text.strip()]


def put_texts(draft: ArticlePage, texts: dict[str, str]) -> None:
    """Changes the draft in memory: {where: stored form}. Raises KeyError for a place that is not there."""
    body = stored_body(draft)
    blocks = {block["id"]: block for block in body}
    for where, text in texts.items():
        field, _slash, rest = where.partition("/")
        if not rest:
            setattr(draft, field, text)
            continue
        block_id, _slash, path = rest.partition("/")
        _put(blocks[block_id], ["value", *(path.split(".") if path else [])], text)
    setattr(draft, "body", json.dumps(body))  # noqa: B010  the field takes JSON and gives a StreamValue


def stored_body(draft: ArticlePage) -> list[dict[str, Any]]:  # Any: JSON
    """The body as it is stored, a list of {type, value, id}."""
    return json.loads(json.dumps(draft.body.get_prep_value())) if draft.body else []


def _put(holder: Any, path: list[str], text: str) -> None:  # Any: JSON
    for step in path[:-1]:
        holder = holder[int(step) if isinstance(holder, list) else step]
    last = path[-1]
    holder[int(last) if isinstance(holder, list) else last] = text


def _field_place(draft: ArticlePage, name: str) -> Place:
    return Place(name, _field_name(draft, name), str(getattr(draft, name) or ""))


def _field_name(draft: ArticlePage, name: str) -> str:
    return str(draft._meta.get_field(name).verbose_name)


def _rich_place(where: str, label: str, source: str) -> Place:
    rich = read_rich_text(source)
    return Place(where, label, rich.text, rich)


def _body_places(draft: ArticlePage) -> Iterator[Place]:
    children = draft.body.stream_block.child_blocks if draft.body else {}
    for number, block in enumerate(stored_body(draft), start=1):
        kind, where = block["type"], f"body/{block['id']}"
        name = _("%(n)s. %(kind)s") % {"n": number, "kind": children[kind].label}
        for wanted in TEXTS.get(kind, ()):
            for path, value in _found(block["value"], wanted):
                words = [str(step) for step in path]
                place = "/".join([where, ".".join(words)]) if words else where
                label = _labelled(name, words)
                if (kind, ".".join(words)) in RICH:
                    yield _rich_place(place, label, value)
                else:
                    yield Place(place, label, value)
        if kind == "attachment":
            yield from _document_place(draft, number - 1, where, name)


def _found(value: Any, wanted: Path, so_far: Path = ()) -> Iterable[tuple[Path, str]]:  # Any: JSON
    if not wanted:
        return [(so_far, value)] if isinstance(value, str) else []
    step, rest = wanted[0], wanted[1:]
    if step == "*":
        items = enumerate(value) if isinstance(value, list) else ()
        return [found for number, item in items for found in _found(item, rest, (*so_far, number))]
    inner = value.get(step) if isinstance(value, dict) else None
    return [] if inner is None else _found(inner, rest, (*so_far, step))


def _labelled(name: str, words: list[str]) -> str:
    """«3. picture · caption»; of a list's item also which one."""
    part = next((PART_NAMES[word] for word in reversed(words) if word in PART_NAMES), "")
    if words and words[0].isdigit():
        part = f"{int(words[0]) + 1} · {part}" if part else str(int(words[0]) + 1)
    return f"{name} · {part}" if part else str(name)


def _document_place(draft: ArticlePage, index: int, where: str, name: str) -> Iterator[Place]:
    """An attachment without a title of its own shows the document's."""
    value = draft.body[index].value
    if value["document"] is not None and not (value["title"] or "").strip():
        yield Place(f"{where}/document", _labelled(name, ["title"]), value["document"].title, is_fixed=True)
