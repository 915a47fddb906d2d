"""One finding: what, where, why, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhenglian.checks.enums import Severity
from zhenglian.kernel.digests import sha256_hex

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """`text` is what stands at `start:end` of the passage `where`; offsets count characters.

    `mends` are replacements, the best first; `is_safe` says that the first may be put in with one click.
    `rule` names the entry that found it, so that it can be explained and switched off.
    """

    code: str
    where: str
    start: int
    end: int
    text: str
    severity: Severity
    message: StrOrPromise
    explanation: StrOrPromise
    rule: str
    mends: tuple[str, ...] = ()
    is_safe: bool = False

    @property
    def fingerprint(self) -> str:
        """The same finding again, wherever it moves: what an override is bound to."""
        return sha256_hex(f"{self.code}\n{self.rule}\n{self.text}".encode())[:32]
