"""How long a Weibo text is, and what of it survives on the platform (weibo.md 3.3 and 9). Pure."""

from __future__ import annotations

import html
import re
import unicodedata

from zhenglian.kernel.digests import sha256_hex

LIMIT = 140
HOME_LINK_KEPT = 41  # bytes: a link to the platform itself, up to here, counts as it is written
LINK_BYTES, LINK_PAID_FROM = 20, 140  # what any other link counts, and from where its own bytes are added
MARGIN = 2  # the server's own counting is not documented

URL = re.compile(r"https?://[a-z0-9]+(?:\.[a-z0-9]+)+[-a-z0-9_$.+!*()/,:;@&=?~#%]*", re.IGNORECASE)
TOPIC = re.compile(r"#[^#\s][^#]*#")
SHORT_LINK = "http://t.cn/"
HOME_LINKS = ("http://weibo.com", "http://weibo.cn")


def weibo_length(text: str) -> int:
    """Length in 字 as the platform's own composer counts; two half-width characters make one."""
    text = text.strip().replace("\r\n", "\n")
    total = 0
    for match in URL.finditer(text):
        total += _url_bytes(match.group())
    return -(-(total + _text_bytes(URL.sub(_keep_short_link, text))) // 2)


def _keep_short_link(match: re.Match[str]) -> str:
    return match.group() if match.group().startswith(SHORT_LINK) else ""


def _url_bytes(url: str) -> int:
    size = len(url.encode())
    if url.startswith(SHORT_LINK):
        return 0  # stays in the text and is counted there
    if url.startswith(HOME_LINKS) and size <= HOME_LINK_KEPT:
        return size
    return LINK_BYTES + max(0, size - LINK_PAID_FROM)


def _text_bytes(text: str) -> int:
    units = len(text.encode("utf-16-le")) // 2
    narrow = sum(1 for character in text if character <= "\x80")
    return narrow + 2 * (units - narrow)


def links_in(text: str) -> list[str]:
    return [match.group() for match in URL.finditer(text)]


def fingerprint(text: str) -> str:
    """Equal for what we sent and for what the timeline shows of it: links are rewritten there."""
    plain = re.sub(r"https?://[!-~]+", "", html.unescape(text))
    return sha256_hex(re.sub(r"\s+", "", unicodedata.normalize("NFKC", plain)).encode())
