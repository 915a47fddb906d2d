"""The independent record of a run: what people sent, and what they were answered. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Sending:
    """One report, neighbour's report, addition or visit. `codes`: of all answers; empty when none came.

    Additions and visits have no code: there it is the case's.
    """

    kind: str
    number: int
    photos: list[int] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


@dataclass
class Told:
    """What became of one report in the eyes of its people. `acts`: {act: times answered as done}."""

    number: int
    course: str
    sendings: list[Sending] = field(default_factory=list)
    acts: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)
    broken: str = ""  # it could not be played to its end

    @property
    def line(self) -> str:
        sendings = [asdict(each) for each in self.sendings]
        return json.dumps({**vars(self), "sendings": sendings}, ensure_ascii=False)


def read_told(lines: Iterable[str]) -> list[Told]:
    return [_told(json.loads(line)) for line in lines if line.strip()]


def _told(row: dict[str, Any]) -> Told:  # Any: JSON
    sendings = [Sending(**each) for each in row.pop("sendings")]
    return Told(**row | {"sendings": sendings, "acts": Counter(row["acts"])})
