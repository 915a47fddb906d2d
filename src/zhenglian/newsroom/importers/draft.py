"""What an importer gives: fields that were recognised, blocks, pictures, and notes for the editor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class ImportedImage:
    """`name` has the extension that belongs to the bytes."""

    name: str
    data: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class ImportedBlock:
    """`kind` and `value` as in `blocks.BodyBlock`; a picture's `image` is an index into the images."""

    kind: str
    value: Any  # the block's stored form


@dataclass(frozen=True, slots=True)
class ImportedDraft:
    title: str
    subtitle: str
    blocks: tuple[ImportedBlock, ...]
    images: tuple[ImportedImage, ...]
    notes: tuple[str, ...]  # in the reader's language: what was guessed, left out or could not be read
    digest: str = ""
    author_line: str = ""
    source_name: str = ""
    source_published_on: date | None = None
