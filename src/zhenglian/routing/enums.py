"""States of a sheet, and why the unit that was chosen is not the one that the table names."""

from __future__ import annotations

from enum import Enum

from django.db import models
from django.utils.translation import pgettext_lazy


class SheetState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("sheet", "draft")
    IN_FORCE = "in_force", pgettext_lazy("sheet", "in force")
    FORMER = "former", pgettext_lazy("sheet", "no longer in force")


class Why(Enum):
    """How the choice came about. All but LEAD and LAST speak of the lead of the nearest row."""

    LEAD = "lead"
    SUCCESSOR = "successor"  # the lead does not exist any more; its successor took over
    CLOSED = "closed"  # it does not exist any more and has no one successor: the unit above
    ABOUT = "about"  # the matter complains about it, or about a unit above it: the unit above that one
    TRIED = "tried"  # it has refused already: the unit above
    NEXT_ROW = "next_row"  # neither it nor any unit above it can: the next row that fits
    LAST = "last"  # everybody has refused: the root's desk
    NO_SHEET = "no_sheet"  # nothing is in force yet: the root's desk
