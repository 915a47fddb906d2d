"""What is asked and what is answered. Nothing here knows what a matter says or who wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhenglian.routing.keys import clean_area, clean_category

if TYPE_CHECKING:
    from zhenglian.people.api import Unit


@dataclass(frozen=True, slots=True)
class Question:
    """Who is responsible for this?

    `category_key` and `area_code` as in `keys` ("": not known), `level` 1 (state) to 4 (county) or None,
    `about` the ids of units that the matter complains about, `tried` of those that refused it already.
    """

    category_key: str = ""
    area_code: str = ""
    level: int | None = None
    about: frozenset[int] = frozenset()
    tried: frozenset[int] = frozenset()

    @property
    def cleaned(self) -> Question:
        """With the shortest spelling of both keys. A code that is none counts as not known."""
        try:
            area = clean_area(self.area_code)
        except ValueError:
            area = ""
        category = clean_category(self.category_key)
        if (category, area) == (self.category_key, self.area_code):
            return self
        return Question(category, area, self.level, self.about, self.tried)


@dataclass(frozen=True, slots=True)
class Route:
    """The unit that leads, those that help it, and why, in one sentence in the language of the moment.

    `duty_id` names the row that decided (None: no row did, see the sentence). `precedent_id` is an earlier
    decision on the same kind of matter that is worth a look: it has not decided.
    """

    unit: Unit
    co_handlers: tuple[Unit, ...]
    sentence: str
    duty_id: int | None
    precedent_id: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the past, for trials. `ref` is what the page shows for it: a number, no name."""

    ref: str
    question: Question


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the sheet in force says and what another one would say. None: nobody may."""

    question: Question
    old: Unit | None
    new: Unit | None

    @property
    def is_changed(self) -> bool:
        return (self.old and self.old.pk) != (self.new and self.new.pk)
