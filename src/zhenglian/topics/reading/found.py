"""One entry of a source, cleaned: what may be stored and shown."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

MAX_TITLE, MAX_SUMMARY, MAX_URL, MAX_GUID = 200, 500, 1000, 300
TAG = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Found:
    """`url` is absolute http(s) or ""; `published_at` is aware; titles and summaries are plain text."""

    guid: str
    url: str
    title: str
    summary: str = ""
    published_at: datetime | None = None


def plain_text(value: str, limit: int) -> str:
    """Without tags, entities, controls and lone surrogates; one line, at most `limit` characters."""
    text = unescape(TAG.sub(" ", value[: limit * 40]))
    kept = "".join(" " if _is_strange(char) else char for char in TAG.sub(" ", text))
    return " ".join(kept.split())[:limit]


def _is_strange(char: str) -> bool:
    """Controls, format characters (that reverse or hide text), surrogates, private use."""
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def web_address(base: str, target: str) -> str:
    """`target` made absolute, without fragment; "" when it is no http(s) address that may be stored."""
    try:
        address = urldefrag(urljoin(base, target.strip())).url
        parts = urlsplit(address)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        return ""
    if not is_web or len(address) > MAX_URL or any(_is_strange(char) or char.isspace() for char in address):
        return ""
    return address


def found_item(
    *, guid: str, url: str, title: str, summary: str = "", published_at: datetime | None = None
) -> Found | None:
    """The cleaned entry; None when it has no title or no identity."""
    name = plain_text(title, MAX_TITLE) or plain_text(summary, MAX_TITLE)
    identity = " ".join(guid.split()).encode("utf-8", "replace").decode().replace("\x00", "") or url
    if not name or not identity:
        return None
    if len(identity) > MAX_GUID:
        identity = f"sha256:{hashlib.sha256(identity.encode()).hexdigest()}"
    return Found(identity, url, name, plain_text(summary, MAX_SUMMARY), published_at)
