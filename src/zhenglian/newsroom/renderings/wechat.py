"""The body as WeChat keeps it: every style on its element, pictures by `asset:`, no foreign links.

Links to other hosts are dead inside a WeChat article (wechat.md 4.2): they become numbered words with a
list of addresses at the end; attachments and videos point to «read the original», our own page.
"""

from __future__ import annotations

from functools import singledispatch

from zhenglian.newsroom.renderings.markup import Dresser, tag, words
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

KEPT_LINKS = "https://mp.weixin.qq.com/"
INK, PALE, BLUE, LINE = "#2b2f33", "#676d74", "#1f5a8a", "#d9dfe5"
FRAME = f"padding:0 6px;font-size:16px;line-height:1.8;letter-spacing:.3px;color:{INK}"
TEXT_STYLES = {
    "p": "margin:0 0 18px;text-align:justify",
    "ul": "margin:0 0 18px;padding-left:22px",
    "ol": "margin:0 0 18px;padding-left:22px",
    "li": "margin:0 0 6px",
    "a": f"color:{BLUE};text-decoration:none",
    "sup": f"font-size:11px;color:{BLUE}",
    "h2": f"margin:34px 0 16px;padding-left:11px;border-left:4px solid {BLUE};"
    f"font-size:19px;line-height:1.45;color:{BLUE}",
    "h3": f"margin:26px 0 14px;font-size:17px;line-height:1.5;color:{BLUE}",
}
ANSWER_STYLES = {**TEXT_STYLES, "p": "margin:0 0 4px;text-align:justify"}
SMALL = f"margin:0 0 6px;font-size:13px;line-height:1.6;color:{PALE}"
CAPTION = f"margin:8px 0 0;font-size:13px;line-height:1.6;color:{PALE};text-align:center"
BOX = f"margin:0 0 18px;padding:14px 16px;border-radius:4px;background:#f4f7fa;border:1px solid {LINE}"
CELL = f"padding:7px 9px;border:1px solid {LINE};text-align:left;vertical-align:top"


def content_html(parts: tuple[Part, ...], *, subtitle: str, source: str) -> str:
    """The article's content; title, author and cover are fields of their own on the platform."""
    links: list[str] = []
    pieces = [tag("p", words(subtitle), style=f"margin:0 0 20px;color:{PALE}")] if subtitle else []
    pieces += [_shown(part, links) for part in parts]
    return tag("section", "".join(pieces) + _closing(parts, source, links), style=FRAME)


def override_html(markup: str, *, source: str) -> str:
    """A body that the editor wrote for WeChat alone (`markup` is clean), dressed like any other."""
    links: list[str] = []
    return tag("section", _dressed(markup, links) + _closing((), source, links), style=FRAME)


def _dressed(markup: str, links: list[str], styles: dict[str, str] = TEXT_STYLES) -> str:
    return Dresser(styles, links, KEPT_LINKS).dressed(markup)


def _closing(parts: tuple[Part, ...], source: str, links: list[str]) -> str:
    lines = [tag("p", words(source), style=SMALL)] if source else []
    if any(isinstance(part, Attachment | Video) for part in parts):
        lines.append(tag("p", "附件和视频请点击文末“阅读原文”，在网页上查看。", style=SMALL))
    lines += [tag("p", f"[{n}] {words(link)}", style=SMALL) for n, link in enumerate(links, start=1)]
    if not lines:
        return ""
    return tag(
        "section", "".join(lines), style=f"margin:30px 0 0;padding:14px 0 0;border-top:1px solid {LINE}"
    )


@singledispatch
def _shown(part: object, _links: list[str]) -> str:
    raise TypeError(f"no WeChat form for {type(part).__name__}")


@_shown.register
def _heading(part: Heading, _links: list[str]) -> str:
    name = f"h{part.level}"
    return tag(name, words(part.text), style=TEXT_STYLES[name])


@_shown.register
def _paragraph(part: Paragraph, links: list[str]) -> str:
    return _dressed(part.html, links)


@_shown.register
def _picture(part: Picture, _links: list[str]) -> str:
    image = tag(
        "img",
        src=part.stored.address,
        alt=part.alt,
        style="display:block;width:100%;height:auto;border-radius:3px",
    )
    line = "　".join(filter(None, (part.caption, f"图片来源：{part.credit}" if part.credit else "")))
    below = tag("p", words(line), style=CAPTION) if line else ""
    return tag("section", image + below, style="margin:0 0 22px")


@_shown.register
def _gallery(part: Gallery, links: list[str]) -> str:
    return "".join(_picture(picture, links) for picture in part.pictures)


@_shown.register
def _quote(part: Quote, _links: list[str]) -> str:
    by = (
        tag("p", words(f"——{part.attribution}"), style=f"{SMALL};text-align:right")
        if part.attribution
        else ""
    )
    quoted = tag("p", words(part.text), style="margin:0 0 6px")
    style = f"margin:0 0 18px;padding:4px 0 4px 16px;border-left:3px solid {LINE};color:#4a5056"
    return tag("blockquote", quoted + by, style=style)


@_shown.register
def _table(part: Table, _links: list[str]) -> str:
    head = "".join(tag("th", words(cell), style=f"{CELL};background:#eef3f7") for cell in part.head)
    rows = "".join(
        tag("tr", "".join(tag("td", words(cell), style=CELL) for cell in row)) for row in part.rows
    )
    table = tag(
        "table",
        tag("thead", tag("tr", head)) + tag("tbody", rows),
        style="width:100%;border-collapse:collapse;font-size:14px;line-height:1.6",
    )
    caption = tag("p", words(part.caption), style=CAPTION) if part.caption else ""
    return tag("section", table + caption, style="margin:0 0 22px;overflow-x:auto")


@_shown.register
def _attachment(part: Attachment, _links: list[str]) -> str:
    return tag("p", words(f"附件：{part.title}（{part.kind}，{part.size}）"), style=BOX)


@_shown.register
def _video(part: Video, _links: list[str]) -> str:
    return tag("p", words(f"视频：{part.title}"), style=BOX)


@_shown.register
def _question(part: Question, links: list[str]) -> str:
    asked = tag("p", tag("strong", f"问：{words(part.question)}"), style=f"margin:0 0 8px;color:{BLUE}")
    return tag("section", asked + _dressed(part.answer_html, links, ANSWER_STYLES), style=BOX)


@_shown.register
def _timeline(part: Timeline, _links: list[str]) -> str:
    events = "".join(
        tag(
            "section",
            tag("p", words(when), style=f"margin:0;font-weight:bold;color:{BLUE}")
            + tag("p", words(what), style="margin:0"),
            style="margin:0 0 14px",
        )
        for when, what in part.events
    )
    return tag(
        "section", events, style=f"margin:0 0 18px;padding:2px 0 2px 16px;border-left:2px solid {LINE}"
    )
