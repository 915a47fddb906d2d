"""One number that changes with every entry of the office: is my automaton still right?"""

from __future__ import annotations

from django.db import models


class OfficeStamp(models.Model):
    """A single row (pk 1). Every process compares it with the number its automaton was built for."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
