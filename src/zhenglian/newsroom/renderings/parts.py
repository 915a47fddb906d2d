"""The body's blocks as frozen values that every platform's writer reads. No HTML frame, no styles."""

from __future__ import annotations

from dataclasses import dataclass

from zhenglian.newsroom.renderings.pictures import StoredPicture


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int  # 2 or 3
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    html: str  # clean, see markup.clean_text


@dataclass(frozen=True, slots=True)
class Picture:
    stored: StoredPicture
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Gallery:
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Attachment:
    title: str
    url: str
    anchor: str
    kind: str  # PDF, DOCX …
    size: str  # for people, e.g. 1.2 MB
    sha256: str


@dataclass(frozen=True, slots=True)
class Video:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Question:
    question: str
    answer_html: str


@dataclass(frozen=True, slots=True)
class Timeline:
    events: tuple[tuple[str, str], ...]  # (when, what)


Part = Heading | Paragraph | Picture | Gallery | Quote | Table | Attachment | Video | Question | Timeline
