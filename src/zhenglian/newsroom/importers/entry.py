"""Which reader a file gets: by its name, checked against its first bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from zhenglian.newsroom.importers.arrange import arranged
from zhenglian.newsroom.importers.docx import read_docx
from zhenglian.newsroom.importers.draft import ImportedDraft
from zhenglian.newsroom.importers.errors import FileEmpty, FileTooLarge, HasMacros, KindUnknown, OldWordFile
from zhenglian.newsroom.importers.html import read_html
from zhenglian.newsroom.importers.markdown import read_markdown
from zhenglian.newsroom.importers.packages import MOST_BYTES, OLE_SIGNATURE
from zhenglian.newsroom.importers.pieces import Reading
from zhenglian.newsroom.importers.text import read_text

MOST_TEXT_BYTES = 2 * 1024 * 1024
MOST_HTML_BYTES = MOST_BYTES  # pasted pictures stand in it as data
READERS: dict[str, tuple[Callable[[str], Reading], int]] = {
    ".md": (read_markdown, MOST_TEXT_BYTES),
    ".markdown": (read_markdown, MOST_TEXT_BYTES),
    ".txt": (read_text, MOST_TEXT_BYTES),
    ".html": (read_html, MOST_HTML_BYTES),
    ".htm": (read_html, MOST_HTML_BYTES),
}
ENCODINGS = ("utf-8-sig", "gb18030")
BOMS = (b"\xff\xfe", b"\xfe\xff")


def import_draft(data: bytes, filename: str) -> ImportedDraft:
    """Raises `CannotImport` or one of its kinds, in words for the person who uploaded the file."""
    ending = PurePath(filename).suffix.lower()
    if not data.strip():
        raise FileEmpty
    if ending in {".doc", ".wps"} or data.startswith(OLE_SIGNATURE):
        raise OldWordFile
    if ending == ".docm":
        raise HasMacros
    if ending == ".docx":
        return arranged(read_docx(data))
    if ending not in READERS:
        raise KindUnknown
    read, most = READERS[ending]
    if len(data) > most:
        raise FileTooLarge
    return arranged(read(_decoded(data)))


def import_pasted(markup: str, text: str) -> ImportedDraft:
    """What was pasted: its HTML when the browser gave some, else its plain text."""
    if len(markup) + len(text) > MOST_HTML_BYTES:
        raise FileTooLarge
    if markup.strip():
        return arranged(read_html(markup))
    if text.strip():
        return arranged(read_text(text))
    raise FileEmpty


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or the national encoding of older Chinese systems."""
    if data.startswith(BOMS):
        return data.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", errors="replace")
