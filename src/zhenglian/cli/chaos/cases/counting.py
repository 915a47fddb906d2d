"""Holds what is stored against what people were answered. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from zhenglian.cli.chaos.cases.plan import PHOTOS_A_NUMBER
from zhenglian.cli.chaos.cases.telling import Sending, Told

COUNTED = ("report", "join", "add", "visit")


@dataclass(frozen=True, slots=True)
class Kept:
    """One stored row: `number` in its words, `code` behind which it is found."""

    kind: str
    number: int | None
    code: str


@dataclass(slots=True)
class CaseTally:
    """Names of what is wrong; all must be empty. Photos by their number, acts as «number act»."""

    lost: list[str] = field(default_factory=list)
    duplicated: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    photos_lost: list[int] = field(default_factory=list)
    photos_doubled: list[int] = field(default_factory=list)
    photos_misplaced: list[int] = field(default_factory=list)
    acts_lost: list[str] = field(default_factory=list)
    acts_doubled: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not any(getattr(self, each.name) for each in fields(self))

    @property
    def figures(self) -> dict[str, int]:
        return {each.name: len(getattr(self, each.name)) for each in fields(self)}


def count_rows(told: Iterable[Told], kept: Iterable[Kept], tally: CaseTally) -> None:
    """What was answered is there once, behind the code of the answer; what was not, once at most."""
    stored: dict[tuple[str, int | None], list[str]] = defaultdict(list)
    for row in kept:
        stored[row.kind, row.number].append(row.code)
    for sending in (each for one in told for each in one.sendings):
        found, name = stored.pop((sending.kind, sending.number), []), f"{sending.kind} {sending.number}"
        if sending.codes and not set(sending.codes) & set(found):
            tally.lost.append(name)
        if len(found) > 1 or len(set(sending.codes)) > 1:
            tally.duplicated.append(name)
    tally.strange += [f"{kind} {number}" for kind, number in stored]


def count_photos(told: Iterable[Told], kept: Iterable[tuple[int, set[int]]], tally: CaseTally) -> None:
    """`kept`: each readable stored photo, with the numbers of those whose words its case has."""
    found: Counter[int] = Counter()
    for photo, numbers in kept:
        found[photo] += 1
        if photo // PHOTOS_A_NUMBER not in numbers:
            tally.photos_misplaced.append(photo)
    for sending in (each for one in told for each in one.sendings if each.codes):
        tally.photos_lost += [photo for photo in sending.photos if not found[photo]]
    tally.photos_doubled += [photo for photo, times in found.items() if times > 1]


def count_acts(told: Iterable[Told], steps: Mapping[int, Counter[str]], tally: CaseTally) -> None:
    """`steps` {number: {act: times}} of the history, for acts that people are answered."""
    for one in told:
        stored = steps.get(one.number, Counter())
        for act in one.acts.keys() | stored.keys():
            times = stored[act] - one.acts[act]
            if times:
                names = tally.acts_doubled if times > 0 else tally.acts_lost
                names.append(f"{one.number} {act}")


def uncertain(told: Iterable[Told]) -> list[Sending]:
    """What was never answered, however often it was sent."""
    return [each for one in told for each in one.sendings if not each.codes]
