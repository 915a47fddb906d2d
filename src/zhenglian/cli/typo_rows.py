"""Rows of the typo sets: reading them, the part that is never tuned on, and what findings would change."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhenglian.checks.api import CheckFinding

HELD_SHARE = 5  # one row in five


@dataclass(frozen=True, slots=True)
class Row:
    wrong: str
    right: str

    @property
    def changes(self) -> dict[int, str]:
        """{place: right character}, as far as both are equally long."""
        pairs = enumerate(zip(self.wrong, self.right, strict=False))
        return {place: right for place, (wrong, right) in pairs if wrong != right}


def rows_in(folder: Path) -> list[Row]:
    """Every line with `wrong` and `right` in the folder's .jsonl files."""
    rows = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            facts = json.loads(line)
            rows.append(Row(facts["wrong"], facts["right"]))
    return rows


def in_held_part(row: Row) -> bool:
    """By digest of the wrong sentence, so that nobody chooses."""
    return sha256(row.wrong.encode()).digest()[0] % HELD_SHARE == 0


def mended(text: str, findings: Iterable[CheckFinding]) -> dict[int, str]:
    """{place: character} that the first mends put in; of longer or shorter ones the places they share."""
    put = {}
    for finding in findings:
        mend = finding.mends[0] if finding.mends else ""
        for shift, character in enumerate(mend[: finding.end - finding.start]):
            if text[finding.start + shift] != character:
                put[finding.start + shift] = character
    return put
