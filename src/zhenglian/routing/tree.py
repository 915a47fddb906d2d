"""The tree of units in memory: who stands above whom, who took over from whom, on any day. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

STEP = 4  # signs of a unit's path for each level of the tree (treebeard's `steplen`)


@dataclass(frozen=True, slots=True)
class Desk:
    """One unit. `values` are its columns, for a model instance of the caller's own."""

    id: int
    name: str
    path: str
    valid_from: date | None = None
    valid_until: date | None = None
    values: tuple[object, ...] = ()

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class Tree:
    """Never changed, shared by all threads."""

    def __init__(self, desks: Iterable[Desk], successions: Iterable[tuple[int, int]] = ()) -> None:
        """`successions`: pairs of ids, (who was there before, who took over)."""
        self._by_id = {desk.id: desk for desk in desks}
        self._by_path = {desk.path: desk for desk in self._by_id.values()}
        self._successors: defaultdict[int, list[int]] = defaultdict(list)
        for before, after in successions:
            self._successors[before].append(after)

    def desk(self, unit_id: int) -> Desk:
        """Raises KeyError."""
        return self._by_id[unit_id]

    def knows(self, unit_ids: Iterable[int]) -> bool:
        return all(each in self._by_id for each in unit_ids)

    def roots(self, day: date) -> list[Desk]:
        """Topmost units in force, in the order of the tree."""
        found = (desk for desk in self._by_id.values() if len(desk.path) == STEP and desk.is_valid_on(day))
        return sorted(found, key=lambda desk: desk.path)

    def root_of(self, desk: Desk) -> Desk | None:
        return self._by_path.get(desk.path[:STEP])

    def superiors(self, desk: Desk) -> Iterator[Desk]:
        """The units above, the nearest first."""
        for end in range(len(desk.path) - STEP, 0, -STEP):
            above = self._by_path.get(desk.path[:end])
            if above is not None:
                yield above

    def standing_for(self, desk: Desk, day: date) -> Desk | None:
        """Itself while it is in force; else the one that took over, if it is one. None: nobody did."""
        if desk.is_valid_on(day):
            return desk
        living = {each.id: each for each in self._heirs(desk.id) if each.is_valid_on(day)}
        return next(iter(living.values())) if len(living) == 1 else None

    def concerned(self, unit_ids: Iterable[int]) -> tuple[str, ...]:
        """Paths of the units and of whoever took over from them. Ids that are no unit's are left out."""
        ids = set(unit_ids)
        found = {each.path for unit_id in ids for each in self._heirs(unit_id)}
        return tuple(found | {self._by_id[each].path for each in ids if each in self._by_id})

    def _heirs(self, unit_id: int) -> list[Desk]:
        """All that took over from it, at any remove."""
        seen: dict[int, None] = {}
        frontier = [unit_id]
        while frontier:
            fresh = [
                each for before in frontier for each in self._successors.get(before, ()) if each not in seen
            ]
            seen.update(dict.fromkeys(fresh))
            frontier = fresh
        return [self._by_id[each] for each in seen if each in self._by_id and each != unit_id]
