"""The body as plain text that a person pastes: paragraphs with a blank line between, pictures by number."""

from __future__ import annotations

import html
import re
from functools import singledispatch

from zhenglian.newsroom.renderings.parts import (
    Attachment,
    Gallery,
    Heading,
    Paragraph,
    Part,
    Picture,
    Question,
    Quote,
    Table,
    Timeline,
    Video,
)
from zhenglian.newsroom.renderings.texts import plain_text

ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>|</(?:p|li|ul|ol)>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")


def manual_text(parts: tuple[Part, ...], *, subtitle: str, source: str) -> str:
    """〔图1〕 stands where the first picture belongs; the same picture twice keeps its number."""
    numbers: dict[str, int] = {}
    blocks = [subtitle, *(_told(part, numbers) for part in parts), source]
    return "\n\n".join(block for block in blocks if block)


def manual_pictures(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """Digests in the order of their numbers in the text."""
    names = []
    for part in parts:
        if isinstance(part, Picture):
            names.append(part.stored.sha256)
        elif isinstance(part, Gallery):
            names += [picture.stored.sha256 for picture in part.pictures]
    return tuple(dict.fromkeys(names))


def lines_of(markup: str) -> str:
    """Clean rich text as lines; items of a list begin with a dot."""
    text = TAG.sub("", BREAK.sub("\n", ITEM.sub("· ", markup)))
    lines = (" ".join(line.split()) for line in html.unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)


@singledispatch
def _told(part: object, _numbers: dict[str, int]) -> str:
    raise TypeError(f"no plain text for {type(part).__name__}")


@_told.register
def _heading(part: Heading, _numbers: dict[str, int]) -> str:
    return part.text


@_told.register
def _paragraph(part: Paragraph, _numbers: dict[str, int]) -> str:
    return "\n\n".join(lines_of(part.html).split("\n"))


@_told.register
def _picture(part: Picture, numbers: dict[str, int]) -> str:
    number = numbers.setdefault(part.stored.sha256, len(numbers) + 1)
    credit = f"（图片来源：{part.credit}）" if part.credit else ""
    return f"〔图{number}〕{part.caption}{credit}"


@_told.register
def _gallery(part: Gallery, numbers: dict[str, int]) -> str:
    return "\n".join(_picture(picture, numbers) for picture in part.pictures)


@_told.register
def _quote(part: Quote, _numbers: dict[str, int]) -> str:
    return part.text + (f"\n——{part.attribution}" if part.attribution else "")


@_told.register
def _table(part: Table, _numbers: dict[str, int]) -> str:
    rows = [part.head, *part.rows]
    lines = ["｜".join(plain_text(cell) for cell in row) for row in rows if row]
    return "\n".join([*([part.caption] if part.caption else []), *lines])


@_told.register
def _attachment(part: Attachment, _numbers: dict[str, int]) -> str:
    return f"附件：{part.title}（{part.kind}，{part.size}），请在网页查看。"


@_told.register
def _video(part: Video, _numbers: dict[str, int]) -> str:
    return f"视频：{part.title}，请在网页查看。"


@_told.register
def _question(part: Question, _numbers: dict[str, int]) -> str:
    return f"问：{part.question}\n答：{lines_of(part.answer_html)}"


@_told.register
def _timeline(part: Timeline, _numbers: dict[str, int]) -> str:
    return "\n".join(f"{when}　{what}" for when, what in part.events)
