"""How a file names a unit: by its name, with the unit above where the name is not enough, or as #number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from zhenglian.people.api import Unit

ABOVE = "/"
MANY = 1


class UnitNames:
    """Of the units given, each findable by every one of its spellings."""

    def __init__(self, units: Iterable[Unit]) -> None:
        listed = list(units)
        by_path = {unit.path: unit for unit in listed}
        self._spelt: dict[str, list[Unit]] = {}
        self._above: dict[int, Unit | None] = {}
        for unit in listed:
            above = by_path.get(unit.path[: -unit.steplen])
            self._above[unit.pk] = above
            for spelling in {unit.name, _below(unit, above), f"#{unit.pk}"}:
                self._spelt.setdefault(spelling, []).append(unit)

    def found(self, text: str) -> tuple[Unit | None, str]:
        """The unit, or what is the matter with this name."""
        units = self._spelt.get(text.strip(), [])
        if not units:
            return None, _("there is no unit “%(name)s”") % {"name": text[:40]}
        if len(units) > MANY:
            ways = "、".join(self.spelling(unit) for unit in units[:3])
            words = _("there are several units “%(name)s”; please write one of %(ways)s")
            return None, words % {"name": text[:40], "ways": ways}
        return units[0], ""

    def spelling(self, unit: Unit) -> str:
        """The shortest that is no other unit's. One that is not among them has its name only."""
        if unit.pk not in self._above:
            return unit.name
        for way in (unit.name, _below(unit, self._above.get(unit.pk))):
            if len(self._spelt.get(way, ())) == MANY:
                return way
        return f"#{unit.pk}"


def _below(unit: Unit, above: Unit | None) -> str:
    return f"{above.name}{ABOVE}{unit.name}" if above else unit.name
