"""What an officer may choose on one matter: colleagues, teams, classes, matters alike, handlers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from zhenglian.clocks.api import classes
from zhenglian.inbox.handlers import Handler, handlers_for
from zhenglian.inbox.rules import HANDLERS, READERS, handled_units
from zhenglian.people.api import holders
from zhenglian.people.enums import Role

if TYPE_CHECKING:
    from zhenglian.inbox.models import Matter
    from zhenglian.people.api import Staff, Unit


@dataclass
class Choices:
    """Each list is asked when it is first needed: a page that shows no form asks nothing."""

    matter: Matter
    staff: Staff
    alikes: list[tuple[Matter, str]] = field(default_factory=list)  # with the label of the choice

    @cached_property
    def readers(self) -> list[Staff]:
        """Colleagues who may be called in a note."""
        return [one for one in self._holders(READERS) if one.pk != self.staff.pk]

    @cached_property
    def officers(self) -> list[Staff]:
        """Who may take the matter, oneself included."""
        return self._holders(HANDLERS)

    @cached_property
    def units(self) -> list[Unit]:
        """The matter's own team first, then the other teams that the person handles."""
        own = self.matter.unit
        return [own, *(unit for unit in handled_units(self.staff) if unit.pk != own.pk)]

    @cached_property
    def classes(self) -> list[tuple[str, str]]:
        return [(each.key, each.label) for each in classes()]

    @cached_property
    def merged(self) -> list[Matter]:
        """Matters that were merged into this one: their citizens are answered, too."""
        return list(self.matter.merged_matters.order_by("pk"))

    @cached_property
    def handlers(self) -> list[Handler]:
        return handlers_for(self.matter)

    def _holders(self, roles: tuple[Role, ...]) -> list[Staff]:
        found = {one.pk: one for role in roles for one in holders(role, self.matter.unit)}
        return sorted(found.values(), key=str)
