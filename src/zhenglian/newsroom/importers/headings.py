"""Headings that no style marks: numbered (一、 （一）), bracketed (【…】), bold alone on a line. Pure."""

from __future__ import annotations

import re

from zhenglian.newsroom.importers.pieces import Heading, Piece, Text

LONGEST = 32  # characters
NUMBERED_SECTION = re.compile(r"^[一二三四五六七八九十]{1,3}、\s*\S")
NUMBERED_SUBSECTION = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]\s*\S")
BRACKETED = re.compile(r"^【(.{1,30})】$")
BOLD_ALONE = re.compile(r"^<p><(b|strong)>(?:(?!</\1>).)*</\1></p>$", re.DOTALL)
BYLINE = re.compile(r"记者|通讯员|本报|编辑|摄影|图片|作者")
NO_HEADING_ENDS = "。，,、；;：:…—.!！"
SPOKEN_STARTS = "“‘「"


def with_headings(pieces: list[Piece]) -> list[Piece]:
    """Unchanged when the file has real headings: then its author knew how to mark one."""
    if any(isinstance(piece, Heading) for piece in pieces):
        return pieces
    return [_as_heading(piece) for piece in pieces]


def _as_heading(piece: Piece) -> Piece:
    if not isinstance(piece, Text) or not looks_like_heading(piece.words):
        return piece
    bracketed = BRACKETED.match(piece.words)
    if bracketed:
        return Heading(bracketed[1], 1, is_guessed=True)
    if NUMBERED_SECTION.match(piece.words):
        return Heading(piece.words, 1, is_guessed=True)
    if NUMBERED_SUBSECTION.match(piece.words):
        return Heading(piece.words, 2, is_guessed=True)
    if BOLD_ALONE.match(piece.html):
        return Heading(piece.words, 1, is_guessed=True)
    return piece


def looks_like_heading(words: str) -> bool:
    """Short, no sentence, no byline."""
    return (
        0 < len(words) <= LONGEST
        and "。" not in words
        and words[-1] not in NO_HEADING_ENDS
        and not (words[0] in SPOKEN_STARTS and words[-1] in "”’」")
        and not BYLINE.search(words)
    )
