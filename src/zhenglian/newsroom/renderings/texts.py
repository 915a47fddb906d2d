"""Shortening that never cuts inside a word, a number, a quotation or a bracket. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

SENTENCE_ENDS = "。！？!?…"
CLAUSE_ENDS = "，,、；;：:—"
CLOSERS = "”’」』）)》〉】"
PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】"}
TITLE_BREAKS = re.compile(r"[\s　]+|[：:｜|；;，,]|—+")
SHORTEST_TITLE = 8  # characters: anything shorter says too little
SHORTEST_CLAUSE = 8
ELLIPSIS = "……"

Fits = Callable[[str], bool]


def plain_text(markup: str) -> str:
    """The words of some HTML in one line; block ends count as spaces between Latin words only."""
    text = html.unescape(
        re.sub(r"<[^>]*>", " ", re.sub(r"</?(?:b|i|strong|em|a|sup|sub)\b[^>]*>", "", markup))
    )
    return " ".join(text.split())


def is_balanced(text: str) -> bool:
    """Every quotation mark and bracket that was opened is closed again."""
    waiting: list[str] = []
    for character in text:
        if character in PAIRS:
            waiting.append(PAIRS[character])
        elif character in CLOSERS and waiting and waiting[-1] == character:
            waiting.pop()
    return not waiting


def whole_sentences(text: str, fits: Fits) -> str:
    """The longest run of whole sentences from the start that fits; else of clauses, with an ellipsis.

    Returns "" when not even the first clause fits.
    """
    text = " ".join(text.split())
    if fits(text):
        return text
    for end in reversed(list(_ends(text, SENTENCE_ENDS))):
        if fits(text[:end]) and is_balanced(text[:end]):
            return text[:end]
    for end in reversed(list(_ends(text, CLAUSE_ENDS))):
        shortened = text[:end].rstrip(CLAUSE_ENDS + " ") + ELLIPSIS
        if len(shortened) >= SHORTEST_CLAUSE and fits(shortened) and is_balanced(shortened):
            return shortened
    return ""


def short_title(title: str, limit: int) -> str:
    """The title, or its longest leading part up to a break in it that fits `limit` characters.

    A title without such a break comes back whole: then lint asks for one written by hand.
    """
    if len(title) <= limit:
        return title
    for found in reversed(list(TITLE_BREAKS.finditer(title))):
        head = title[: found.start()]
        if SHORTEST_TITLE <= len(head) <= limit and is_balanced(head) and not _joins_latin(title, found):
            return head
    return title


def short_names(line: str, limit: int) -> str:
    """A line of authors; too many of them become «…等»."""
    if len(line) <= limit:
        return line
    names = [name for name in re.split(r"[、，,；;\s]+", line) if name]
    for count in range(len(names) - 1, 0, -1):
        shortened = "、".join(names[:count]) + "等"
        if len(shortened) <= limit:
            return shortened
    return line


def _ends(text: str, marks: str) -> Iterator[int]:
    """Positions after a mark and the closing quotes that follow it; not inside 1,000 or 18:30."""
    for found in re.finditer(f"[{re.escape(marks)}]+[{re.escape(CLOSERS)}]*", text):
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        if not (_is_latin(before) and _is_latin(after)):
            yield found.end()


def _joins_latin(text: str, found: re.Match[str]) -> bool:
    return _is_latin(text[: found.start()][-1:]) and _is_latin(text[found.end() :][:1])


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
