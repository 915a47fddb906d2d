"""What is checked: pieces of text, each with the place where an editor mends it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """`where` is the owner's name of the place (a field, `body/<block id>`); `text` is plain, no markup."""

    where: str
    text: str
