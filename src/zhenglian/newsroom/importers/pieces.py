"""What the readers of the four formats give to `arrange`: a flat list of pieces in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhenglian.newsroom.importers.draft import ImportedImage


@dataclass(frozen=True, slots=True)
class Title:
    text: str


@dataclass(frozen=True, slots=True)
class Subtitle:
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` as in the file, from 1. `is_guessed`: nothing but its looks says that it is one."""

    text: str
    level: int
    is_guessed: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph or list: clean inline HTML in its element, and its plain words."""

    html: str
    words: str


@dataclass(frozen=True, slots=True)
class Quote:
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    number: int  # index into the images
    alt: str
    caption: str = ""


Piece = Title | Subtitle | Heading | Text | Quote | Table | Picture


@dataclass(slots=True)
class Reading:
    """What a reader found. `notes` are for the editor, already in their language."""

    pieces: list[Piece] = field(default_factory=list)
    images: list[ImportedImage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
