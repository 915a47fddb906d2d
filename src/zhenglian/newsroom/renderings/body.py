"""Reads an article's StreamField into `parts`: pictures stored, rich text cleaned, documents digested."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from zhenglian.kernel.digests import sha256_hex
from zhenglian.newsroom.renderings.markup import clean_text
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
from zhenglian.newsroom.renderings.pictures import stored_content_picture
from zhenglian.newsroom.renderings.site import SiteAddress

KIB, MIB = 1024, 1024 * 1024


def parts_of(body: Any, site: SiteAddress) -> tuple[Part, ...]:  # Any: Wagtail's StreamValue is untyped
    """In order; blocks that hold nothing yet (a picture not chosen, an empty heading) are left out."""
    return tuple(_Reading(site).parts(body))


@dataclass(slots=True)
class _Reading:
    """One pass over a body; counts headings and attachments for their anchors."""

    site: SiteAddress
    headings: int = 0
    attachments: int = 0
    readers: dict[str, Callable[[Any], Part | None]] = field(init=False)

    def __post_init__(self) -> None:
        self.readers = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "picture": _picture,
            "gallery": _gallery,
            "quote": _quote,
            "table": _table,
            "attachment": self._attachment,
            "video": _video,
            "question": self._question,
            "timeline": _timeline,
        }

    def parts(self, body: Any) -> Iterator[Part]:
        for block in body or ():
            part = self.readers[block.block_type](block.value)
            if part is not None:
                yield part

    def _heading(self, value: Any) -> Heading | None:
        text = _line(value["text"])
        if not text:
            return None
        self.headings += 1
        return Heading(text, 3 if value["level"] == "3" else 2, f"s{self.headings}")

    def _paragraph(self, value: Any) -> Paragraph | None:
        markup = clean_text(value, self.site.base_url).strip()
        return Paragraph(markup) if markup else None

    def _question(self, value: Any) -> Question | None:
        question, answer = _line(value["question"]), clean_text(value["answer"], self.site.base_url).strip()
        return Question(question, answer) if question or answer else None

    def _attachment(self, value: Any) -> Attachment | None:
        document = value["document"]
        if document is None:
            return None
        self.attachments += 1
        data = _document_bytes(document)
        return Attachment(
            title=_line(value["title"]) or document.title,
            url=self.site.document_url(document.pk, document.filename),
            anchor=f"attachment-{self.attachments}",
            kind=document.file_extension.upper(),
            size=_size(len(data)),
            sha256=sha256_hex(data),
        )


def _picture(value: Any) -> Picture | None:
    stored = stored_content_picture(value["image"])
    if stored is None:
        return None
    return Picture(stored, _line(value["alt"]), _line(value["caption"]), _line(value["credit"]))


def _gallery(value: Any) -> Gallery | None:
    pictures = tuple(picture for picture in map(_picture, value) if picture is not None)
    return Gallery(pictures) if pictures else None


def _quote(value: Any) -> Quote | None:
    return (
        Quote(value["text"].strip(), _line(value["attribution"])) if (value["text"] or "").strip() else None
    )


def _table(value: Any) -> Table | None:
    if not value or not value.columns:
        return None
    rows = tuple(tuple(_line(cell.value) for cell in row) for row in value.rows)
    return Table(tuple(_line(column["heading"]) for column in value.columns), rows, _line(value.caption))


def _video(value: Any) -> Video | None:
    return Video(_line(value["title"]) or value["url"], value["url"]) if value["url"] else None


def _timeline(value: Any) -> Timeline | None:
    events = tuple((_line(event["when"]), (event["text"] or "").strip()) for event in value)
    return Timeline(events) if events else None


def _line(text: object) -> str:
    return " ".join(str(text or "").split())


def _document_bytes(document: Any) -> bytes:
    try:
        with document.file.storage.open(document.file.name, "rb") as file:
            data: bytes = file.read()
    except OSError:
        return b""
    return data


def _size(count: int) -> str:
    if count >= MIB:
        return f"{count / MIB:.1f} MB"
    return f"{max(1, round(count / KIB))} KB"
