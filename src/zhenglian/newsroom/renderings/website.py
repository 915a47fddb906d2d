"""The body as our own page shows it: meaning in elements and classes, no style; `article.css` dresses it."""

from __future__ import annotations

from functools import singledispatch

from zhenglian.newsroom.renderings.markup import tag, words
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


def body_html(parts: tuple[Part, ...]) -> str:
    return "\n".join(_shown(part) for part in parts)


@singledispatch
def _shown(part: object) -> str:
    raise TypeError(f"no web form for {type(part).__name__}")


@_shown.register
def _heading(part: Heading) -> str:
    return tag(f"h{part.level}", words(part.text), id=part.anchor)


@_shown.register
def _paragraph(part: Paragraph) -> str:
    return part.html


@_shown.register
def _picture(part: Picture) -> str:
    image = tag(
        "img",
        src=part.stored.address,
        alt=part.alt,
        width=part.stored.width,
        height=part.stored.height,
        loading="lazy",
    )
    credit = tag("span", words(f"图片来源：{part.credit}"), class_="credit") if part.credit else ""
    line = " ".join(filter(None, (words(part.caption), credit)))
    return tag("figure", image + (tag("figcaption", line) if line else ""), class_="picture")


@_shown.register
def _gallery(part: Gallery) -> str:
    return tag("div", "".join(_picture(picture) for picture in part.pictures), class_="gallery")


@_shown.register
def _quote(part: Quote) -> str:
    by = tag("footer", words(f"——{part.attribution}")) if part.attribution else ""
    return tag("blockquote", tag("p", words(part.text)) + by, class_="quote")


@_shown.register
def _table(part: Table) -> str:
    head = "".join(tag("th", words(cell), scope="col") for cell in part.head)
    rows = "".join(tag("tr", "".join(tag("td", words(cell)) for cell in row)) for row in part.rows)
    caption = tag("caption", words(part.caption)) if part.caption else ""
    table = tag("table", caption + tag("thead", tag("tr", head)) + tag("tbody", rows))
    # A wide table scrolls inside its frame; the frame must be reachable by keyboard (WCAG 2.1.1).
    return tag(
        "div", table, class_="table-scroll", role="region", tabindex=0, aria_label=part.caption or "表格"
    )


@_shown.register
def _attachment(part: Attachment) -> str:
    link = tag("a", words(part.title), href=part.url, data_sha256=part.sha256, download="")
    size = tag("span", f"（{part.kind}，{part.size}）", class_="size")
    return tag("p", link + size, class_="attachment", id=part.anchor)


@_shown.register
def _video(part: Video) -> str:
    return tag("p", tag("a", words(f"视频：{part.title}"), href=part.url), class_="video")


@_shown.register
def _question(part: Question) -> str:
    return tag("dl", tag("dt", words(part.question)) + tag("dd", part.answer_html), class_="question")


@_shown.register
def _timeline(part: Timeline) -> str:
    events = "".join(
        tag("li", tag("span", words(when), class_="when") + tag("p", words(what)))
        for when, what in part.events
    )
    return tag("ol", events, class_="timeline")
