"""Pieces into a draft: title, recognised fields, headings on two levels, paragraphs joined to blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zhenglian.newsroom.blocks import plain_table
from zhenglian.newsroom.importers.draft import ImportedBlock, ImportedDraft
from zhenglian.newsroom.importers.errors import FileEmpty, FileTooLarge
from zhenglian.newsroom.importers.headings import with_headings
from zhenglian.newsroom.importers.pieces import (
    Heading,
    Picture,
    Piece,
    Quote,
    Reading,
    Subtitle,
    Table,
    Text,
    Title,
)
from zhenglian.newsroom.importers.recognise import Field, fields_in

if TYPE_CHECKING:
    from datetime import date

MOST_PIECES = 3_000
HEAD_PIECES = 10  # fields are looked for in the first lines only
LONGEST_TITLE = 64
TITLE_ENDS = "。；;，,"


@dataclass(slots=True)
class _Head:
    """What was taken off the top of the text."""

    title: str = ""
    subtitle: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    day: date | None = None


def arranged(reading: Reading) -> ImportedDraft:
    """Raises `FileEmpty` when nothing is left to write about."""
    if not reading.pieces:
        raise FileEmpty
    if len(reading.pieces) > MOST_PIECES:
        raise FileTooLarge
    notes = list(reading.notes)
    head = _Head()
    pieces = _without_title(reading.pieces, head, notes)
    pieces = with_headings(_without_fields(pieces, head, notes))
    if any(isinstance(piece, Heading) and piece.is_guessed for piece in pieces):
        notes.append(_("Section headings were recognised by their looks: please check them."))
    return ImportedDraft(
        title=head.title,
        subtitle=head.subtitle or head.fields.get("subtitle", ""),
        blocks=tuple(_blocks(pieces)),
        images=tuple(reading.images),
        notes=tuple(notes),
        digest=head.fields.get("digest", ""),
        author_line=head.fields.get("author_line", ""),
        source_name=head.fields.get("source_name", ""),
        source_published_on=head.day,
    )


def _without_title(pieces: list[Piece], head: _Head, notes: list[str]) -> list[Piece]:
    rest: list[Piece] = [piece for piece in pieces if not isinstance(piece, Title | Subtitle)]
    titles = [piece.text for piece in pieces if isinstance(piece, Title)]
    head.subtitle = " ".join(piece.text for piece in pieces if isinstance(piece, Subtitle))
    if not titles and rest:
        found = _leading_title(rest)
        if found is None:
            notes.append(_("No title was found: please write one."))
        else:
            titles, rest = [found], rest[1:]
    head.title = " ".join(titles)
    if len(head.title) > LONGEST_TITLE:
        notes.append(
            _("The title is longer than %(max)d characters: please shorten it.") % {"max": LONGEST_TITLE}
        )
    return rest


def _leading_title(pieces: list[Piece]) -> str | None:
    """A heading that is alone on its level, or a short first line that is no sentence."""
    first = pieces[0]
    if isinstance(first, Heading):
        same = [piece for piece in pieces if isinstance(piece, Heading) and piece.level <= first.level]
        return first.text if len(same) == 1 or first.is_guessed else None
    is_line = isinstance(first, Text) and not fields_in(first.words) and len(first.words) <= LONGEST_TITLE
    if isinstance(first, Text) and is_line and first.words[-1] not in TITLE_ENDS:
        return first.words
    return None


def _without_fields(pieces: list[Piece], head: _Head, notes: list[str]) -> list[Piece]:
    rest: list[Piece] = []
    for number, piece in enumerate(pieces):
        words = piece.words if isinstance(piece, Text) and number < HEAD_PIECES else ""
        found = fields_in(words)
        if not found:
            rest.append(piece)
        for one in found:
            _take(one, head, notes)
    return rest


def _take(one: Field, head: _Head, notes: list[str]) -> None:
    if one.name == "date":
        head.day = one.day
    elif one.name == "original_title":
        if one.text != head.title:
            notes.append(_("Original title: %(title)s") % {"title": one.text})
    else:
        head.fields.setdefault(one.name, one.text)


def _blocks(pieces: list[Piece]) -> list[ImportedBlock]:
    levels = sorted({piece.level for piece in pieces if isinstance(piece, Heading)})
    blocks: list[ImportedBlock] = []
    joined: list[str] = []
    for piece in pieces:
        if isinstance(piece, Text):
            joined.append(piece.html)
            continue
        if joined:
            blocks.append(ImportedBlock("paragraph", "".join(joined)))
            joined = []
        blocks.append(_block(piece, levels))
    if joined:
        blocks.append(ImportedBlock("paragraph", "".join(joined)))
    return blocks


def _block(piece: Piece, levels: list[int]) -> ImportedBlock:
    if isinstance(piece, Heading):
        return ImportedBlock(
            "heading", {"text": piece.text, "level": "2" if piece.level == levels[0] else "3"}
        )
    if isinstance(piece, Table):
        return ImportedBlock("table", plain_table([list(row) for row in piece.rows], piece.caption))
    if isinstance(piece, Picture):
        return ImportedBlock(
            "picture", {"image": piece.number, "alt": piece.alt, "caption": piece.caption, "credit": ""}
        )
    if isinstance(piece, Quote):
        return ImportedBlock("quote", {"text": piece.text, "attribution": ""})
    raise TypeError(type(piece).__name__)
