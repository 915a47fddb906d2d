"""What a checkup says: how it is, what is the matter, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["good", "warning", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`mend` says what to do; empty when all is well."""

    name: str
    state: State
    text: str
    mend: str = ""
