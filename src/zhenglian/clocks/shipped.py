"""The policy table that comes with the product (metrics.md 5.1), read from `data/policy.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "policy.toml"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one version of a policy says; terms as they are spelt in `terms.Term`."""

    label: str
    touch: str
    route: str
    answer: str
    extended: str = ""
    escalate: str = ""
    longest_pause: int = 0
    citation: str = ""
    note: str = ""


@cache
def shipped_sheets() -> dict[str, Sheet]:
    """{key: sheet}, in the order of lists."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["class"]
    return {row.pop("key"): Sheet(**row) for row in rows}
