"""Answers in both formats from one tree: JSON made from XML would be ambiguous (open311.md 4.3)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

Scalar = str | int | float | bool | None
# What XML 1.0 cannot carry in any spelling (2.2 Characters), lone surrogates included.
UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


@dataclass(frozen=True, slots=True)
class Many:
    """Repeated children: `<container><tag>…</tag></container>`, in JSON an array. Any: Tree."""

    tag: str
    items: tuple[Any, ...] = ()


Tree = Scalar | Many | Mapping[str, Any]  # Any: Tree again


@dataclass(frozen=True, slots=True)
class Answer:
    """`root` is named in XML only."""

    root: str
    tree: Tree


def xml_of(answer: Answer) -> bytes:
    """With declaration, without namespaces, attributes and DOCTYPE."""
    return (DECLARATION + _element(answer.root, answer.tree)).encode()


def json_of(answer: Answer) -> bytes:
    return json.dumps(_plain(answer.tree), ensure_ascii=False, allow_nan=False).encode()


def _element(name: str, tree: Tree) -> str:
    if isinstance(tree, Many):
        inner = "".join(_element(tree.tag, item) for item in tree.items)
    elif isinstance(tree, Mapping):
        inner = "".join(_element(key, value) for key, value in tree.items())
    else:
        inner = _text(tree)
    return f"<{name}>{inner}</{name}>"


def _text(value: Scalar) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(UNSPEAKABLE.sub("", str(value)), {"\r": "&#13;"})


def _plain(tree: Tree) -> Any:  # Any: JSON
    if isinstance(tree, Many):
        return [_plain(item) for item in tree.items]
    if isinstance(tree, Mapping):
        return {key: _plain(value) for key, value in tree.items()}
    return UNSPEAKABLE.sub("", tree) if isinstance(tree, str) else tree
