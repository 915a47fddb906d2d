"""The anchor: a file outside the database that says where the chain already was.

It finds what the chain alone cannot: a tail cut off together with a restored older head.
Copy the file to another machine regularly (docs/operate).
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from zhenglian.audit.chain import anchor_mac

FILE_NAME = "audit-anchor.log"
_WORDS = 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """One line of the file. `is_genuine` is False when the line was not written by us."""

    sequence: int
    hash: str
    is_genuine: bool


def anchor_path() -> Path:
    return Path(settings.DATA_DIR) / FILE_NAME


def drop_anchor(sequence: int, entry_hash: str) -> None:
    """Append one line. One write of a short line with O_APPEND: writers do not mix lines."""
    path = anchor_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    line = f"{sequence} {entry_hash} {anchor_mac(sequence, entry_hash)}\n"
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line.encode())
    finally:
        os.close(handle)


def anchors() -> Iterator[Anchor]:
    """All lines in the order of writing; nothing when the file does not exist."""
    path = anchor_path()
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            yield _read(line)


def _read(line: str) -> Anchor:
    words = line.split()
    if len(words) != _WORDS or not (words[0].isascii() and words[0].isdigit()):
        return Anchor(0, "", is_genuine=False)
    sequence, entry_hash, mac = int(words[0]), words[1], words[2]
    genuine = hmac.compare_digest(mac.encode(), anchor_mac(sequence, entry_hash).encode())
    return Anchor(sequence, entry_hash, genuine)
