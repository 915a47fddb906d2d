"""What a clock runs for: a kind and an id. What the id stands for is known to the caller alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """`kind` is dotted (`inbox.matter`), `name` is what people read in the audit record: a code, no name."""

    kind: str
    id: str
    name: str

    def audited(self) -> tuple[str, str, str]:
        """The shape in which `audit.api.record` takes an object."""
        return (self.kind, self.id, self.name)
