"""What differs between two texts: by paragraph, and inside a paragraph by character.

Pure computation on lines of text; `views.comparison` turns payloads into lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

SAME, ADDED, REMOVED, CHANGED, SKIPPED = "same", "added", "removed", "changed", "skipped"
CONTEXT_LINES = 1
LEAST_LIKENESS = 0.35  # below this a paragraph reads better as removed and added than as a patchwork
PARAGRAPHS = "p h1 h2 h3 h4 h5 h6 li dt dd blockquote figcaption"
FRAMES = "figure section div table ul ol tr td th hr br"
BLOCK_TAGS = frozenset(f"{PARAGRAPHS} {FRAMES}".split())


@dataclass(frozen=True, slots=True)
class Segment:
    kind: str  # SAME, ADDED or REMOVED
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    kind: str  # SAME, ADDED, REMOVED, CHANGED, or SKIPPED for a run of equal lines left out
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        return "".join(segment.text for segment in self.segments)

    @property
    def skipped_count(self) -> int:
        """How many equal lines this one stands for; 0 for a real line."""
        return int(self.text) if self.kind == SKIPPED else 0


class _LineReader(HTMLParser):
    """Collects one line a block element; a picture is a line of its own with its name and description."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._words: list[str] = []

    def flush(self) -> None:
        text = " ".join("".join(self._words).split())
        if text:
            self.lines.append(text)
        self._words = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCK_TAGS:
            self.flush()
        if tag == "img":
            self.flush()
            named = dict(attrs)
            self.lines.append(f"[{_short_name(named.get('src') or '')}] {named.get('alt') or ''}".strip())

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCK_TAGS:
            self.flush()

    def handle_data(self, data: str) -> None:
        self._words.append(data)


def _short_name(src: str) -> str:
    """The first digits of an asset's digest are enough to see that a picture was exchanged."""
    scheme, colon, digest = src.partition(":")
    return f"{scheme}:{digest[:8]}" if colon and scheme == "asset" else src


def lines_of_html(html: str) -> list[str]:
    """Visible text of HTML, one entry a block element, pictures as `[asset:<8 digits>] description`."""
    reader = _LineReader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.lines


def differences(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """Every changed line with its neighbours; [] when nothing differs."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    lines: list[Line] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        lines += _equal(new[c:d]) if tag == "equal" else _replaced(old[a:b], new[c:d])
    if all(line.kind == SAME for line in lines):
        return []
    return list(_shortened(lines))


def _equal(texts: Sequence[str]) -> list[Line]:
    return [Line(SAME, (Segment(SAME, text),)) for text in texts]


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Pairs lines in order; what has no partner, or one too unlike, stands alone."""
    for index in range(max(len(old), len(new))):
        before = old[index] if index < len(old) else None
        after = new[index] if index < len(new) else None
        if before is not None and after is not None and _alike(before, after):
            yield Line(CHANGED, tuple(_segments(before, after)))
            continue
        if before is not None:
            yield Line(REMOVED, (Segment(REMOVED, before),))
        if after is not None:
            yield Line(ADDED, (Segment(ADDED, after),))


def _alike(before: str, after: str) -> bool:
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= LEAST_LIKENESS


def _segments(before: str, after: str) -> Iterator[Segment]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Segment(SAME, after[c:d])
            continue
        if b > a:
            yield Segment(REMOVED, before[a:b])
        if d > c:
            yield Segment(ADDED, after[c:d])


def _shortened(lines: list[Line]) -> Iterator[Line]:
    """Leaves out equal lines that are further than CONTEXT_LINES from a change."""
    changed = [index for index, line in enumerate(lines) if line.kind != SAME]
    near = {index + step for index in changed for step in range(-CONTEXT_LINES, CONTEXT_LINES + 1)}
    skipped = 0
    for index, line in enumerate(lines):
        if index in near:
            if skipped:
                yield Line(SKIPPED, (Segment(SKIPPED, str(skipped)),))
            skipped = 0
            yield line
        else:
            skipped += 1
    if skipped:
        yield Line(SKIPPED, (Segment(SKIPPED, str(skipped)),))
