"""How long one message may be, and where a longer text is cut. Pure.

WeChat: 2048 bytes (wechat.md 1.5); Weibo: fewer than 300 characters (weibo.md 5.3), counted in UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Callable

from zhenglian.accounts.enums import Platform

MOST_BYTES, MOST_UNITS = 2048, 299
BREAKS = ("\n\n", "\n", "。", "！", "？", "；", ". ", "，", " ")  # the best first
JOINERS = ("\u200d", "\ufe0f")  # they belong to the sign before
LEAST_SHARE = 3  # a break in the first third would make a stump of a part


def split_text(text: str, platform: str) -> list[str]:
    """Slices that the platform takes, in order; put together again they are the very text."""
    length, most = _measure(platform)
    parts = []
    while length(text) > most:
        end = _end(text, length, most)
        parts.append(text[:end])
        text = text[end:]
    return [*parts, text] if text else parts


def _measure(platform: str) -> tuple[Callable[[str], int], int]:
    if platform == Platform.WEIBO:
        return _utf16_units, MOST_UNITS
    return _bytes, MOST_BYTES


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _end(text: str, length: Callable[[str], int], most: int) -> int:
    """As far as it goes, at the best break in sight, never inside a joined sign."""
    low, high = 1, min(len(text), most)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if length(text[:middle]) <= most else (low, middle - 1)
    for mark in BREAKS:
        found = text.rfind(mark, low // LEAST_SHARE, low)
        if found >= 0:
            return found + len(mark)
    end = low
    while end > 1 and (text[end : end + 1] in JOINERS or text[end - 1] in JOINERS[:1]):
        end -= 1
    return end
