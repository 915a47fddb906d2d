"""What is under review: a kind and an id. What the id stands for is known to the caller alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """`kind` is dotted (`newsroom.article`), `name` is what people read in lists and in the audit record."""

    kind: str
    id: str
    name: str

    def audited(self) -> tuple[str, str, str]:
        """The shape in which `audit.api.record` takes an object."""
        return (self.kind, self.id, self.name)
