"""From bytes to text: what is declared must be true. A page that lies about its encoding is not read."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from zhenglian.fetching.errors import EncodingUnclear

# What may be declared, and what it is read as. A closed list: the standard library also knows codecs that
# unpack (zip, bz2), and utf-7, which hides markup. GB 2312 and GBK are read as their superset GB 18030.
CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gb-2312": "gb18030",
    "x-gbk": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
}
LATIN = "cp1252"  # every byte is valid in it: a server's default says nothing about the page
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
HEAD = 2048  # bytes in which a declaration must stand (HTML: 1024; XML: at the very beginning)
HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
XML = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
META = re.compile(rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
PRIVATE_OR_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffe\uffff]")
CHINESE = re.compile("[一-鿿]")
STRANGE_SHARE = 0.01


def decode_text(body: bytes, content_type: str = "") -> str:
    """The text of a page: byte order mark, else what header or document declare, else UTF-8 or GB 18030.

    Raises EncodingUnclear when no declaration is true to the bytes, or when nothing fits.
    """
    for mark, codec in MARKS:
        if body.startswith(mark):
            return _as(body, codec) or _refuse(codec)
    declared = list(dict.fromkeys(_declared(body, content_type)))
    for codec in declared or ["utf-8", "gb18030"]:
        text = _as(body, codec)
        if text is not None and not _is_surely_other(body, codec):
            return text
    return _refuse(declared[0] if declared else "")


def _refuse(codec: str) -> str:
    if not codec:
        raise EncodingUnclear
    name = codec.removesuffix("-sig").upper()
    raise EncodingUnclear(
        _("The page says it is written in %(name)s, but it is not; reading it would garble it.")
        % {"name": name}
    )


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    """Header first (RFC 7303), then the document. A server's latin default counts if nothing else is said."""
    head = body[:HEAD]
    found = [match.group(1) for match in [HEADER.search(content_type)] if match]
    found += [
        match.group(1).decode("ascii", "replace") for match in (XML.search(head), META.search(head)) if match
    ]
    known = [CODECS.get(name.lower(), "") for name in found]
    if any(not codec for codec in known):
        raise EncodingUnclear
    yield from sorted(known, key=lambda codec: codec == LATIN)


def _as(body: bytes, codec: str) -> str | None:
    try:
        text = body.decode(codec)
    except (UnicodeDecodeError, UnicodeError):
        return None
    strange = len(PRIVATE_OR_CONTROL.findall(text))
    return None if "\x00" in text or strange > len(text) * STRANGE_SHARE else text


def _is_surely_other(body: bytes, codec: str) -> bool:
    """Declared otherwise, yet valid UTF-8 with Chinese in it: by chance that happens to no text of a page."""
    if codec.startswith("utf"):
        return False
    try:
        return CHINESE.search(body.decode("utf-8")) is not None
    except UnicodeDecodeError:
        return False
