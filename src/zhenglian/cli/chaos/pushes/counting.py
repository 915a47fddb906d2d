"""Holds what is stored against what was answered. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PushTally:
    """Numbers of messages. `lost`: answered and not there; `duplicated`: there more than once."""

    lost: list[int] = field(default_factory=list)
    duplicated: list[int] = field(default_factory=list)
    strange: int = 0

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.duplicated or self.strange)


def answered_numbers(lines: Iterable[str]) -> dict[int, int]:
    """Number of the message → how many of its deliveries were answered."""
    pairs = (line.split() for line in lines if line.strip())
    return {int(number): int(answers) for number, answers in pairs}


def tally_of(answers: Mapping[int, int], stored: Iterable[int | None]) -> PushTally:
    """`stored`: the number in each stored text; None for a text that nobody sent.

    What is stored and was not answered is no fault: its process died with the answer in hand, each time.
    """
    found = Counter(stored)
    strange = found.pop(None, 0) + sum(count for number, count in found.items() if number not in answers)
    return PushTally(
        lost=sorted(number for number, count in answers.items() if count and number not in found),
        duplicated=sorted(number for number, count in found.items() if number is not None and count > 1),
        strange=strange,
    )
