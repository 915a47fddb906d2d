"""Why a push is turned away, and how often that happened. No sender learns the reason (wechat.md 1.3)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

NOTES = "refused-pushes.jsonl"  # a line a minute in which something was refused, of all web processes
MAX_NOTES_BYTES = 2**20  # about a week; the week before lies beside it


class Refusal(StrEnum):
    """What operators read in the log and in `zhenglian doctor`; never more than a word."""

    UNKNOWN_ACCOUNT = "unknown_account"  # no such account, another platform's, or closed
    QUERY = "query"  # parameters missing, too long, or not what the platform sends
    TIME = "time"  # further than 300 s from our clock
    SIGNATURE = "signature"
    ENVELOPE = "envelope"  # base64, padding or length: no key of ours opens it
    ADDRESSEE = "addressee"  # meant for another AppID, gh_id or uid
    PLAIN = "plain"  # not encrypted, although the account is set to safe mode
    REPLAY = "replay"  # a used timestamp and nonce with another body
    TOO_LARGE = "too_large"
    DECLARATION = "declaration"  # DOCTYPE, entity or processing instruction
    BROKEN = "broken"  # neither XML nor JSON as the platform sends it
    SLOW = "slow"  # the body dripped, or its sender hung up half-way
    CROWDED = "crowded"  # more waits for the disk than we can hold


_COUNTED: Counter[str] = Counter()


def count_refusal(reason: Refusal) -> None:
    _COUNTED[reason.value] += 1


def refusals() -> dict[str, int]:
    """Since this process began, by reason; those that never happened are absent."""
    return dict(_COUNTED)


def note_refusals(folder: Path, counted: Mapping[str, int], *, at: datetime) -> None:
    """For `refused_since`. Raises OSError."""
    notes = folder / NOTES
    with notes.open("a", encoding="ascii") as file:
        file.write(json.dumps({"at": at.timestamp(), "refused": dict(counted)}) + "\n")
        size = file.tell()
    if size > MAX_NOTES_BYTES:
        notes.replace(notes.with_suffix(".old"))


def refused_since(folder: Path, moment: datetime) -> Counter[str]:
    """What the web processes of this machine refused, by reason."""
    found: Counter[str] = Counter()
    for note in _notes(folder):
        if note["at"] >= moment.timestamp():
            found.update(note["refused"])
    return found


def _notes(folder: Path) -> Iterator[dict[str, Any]]:  # Any: JSON
    for path in (folder / NOTES, (folder / NOTES).with_suffix(".old")):
        with suppress(OSError):
            for line in path.read_text(encoding="ascii", errors="replace").splitlines():
                with suppress(ValueError):  # cut by the end of a process
                    yield json.loads(line)
