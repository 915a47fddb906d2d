"""One place in a text that shows somebody's data, and how it is shown instead."""

from __future__ import annotations

from dataclasses import dataclass

from zhenglian.checks.enums import PersonalKind


@dataclass(frozen=True, slots=True)
class Span:
    """`start:end` counts characters of the original text; `masked` stands there after masking."""

    kind: PersonalKind
    start: int
    end: int
    masked: str
