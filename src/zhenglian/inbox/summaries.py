"""One line that stands for a message in a queue. Pure; the words themselves are the citizen's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhenglian.inbox.enums import MessageKind

LENGTH = 80
SPOKEN = ("text", "title", "label", "url")  # what of a message's content can stand for it


def summary_of(kind: str, content: Mapping[str, Any]) -> str:  # Any: JSON
    """The first words of it, at most 80 characters; "" when it has none: the page then names its kind."""
    if kind == MessageKind.EVENT:
        return ""
    for key in SPOKEN:
        text = content.get(key)
        if isinstance(text, str) and text.strip():
            return shortened(text)
    return ""


def shortened(text: str, length: int = LENGTH) -> str:
    """In one line; an ellipsis says that there is more."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
