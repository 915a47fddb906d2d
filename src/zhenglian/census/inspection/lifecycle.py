"""The life of a registered account, from draft to archive: one table of steps (inspection.md 3.2).

What is not in the table is refused. A step that needs a proof is refused without it.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from zhenglian.census.errors import StepForbidden

NOTICE_DAYS = 30  # by analogy with the notice that websites must give


class Status(StrEnum):
    DRAFT = "draft"
    APPLIED = "applied"
    APPROVED = "approved"
    FILED = "filed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSING = "closing"
    CLOSED_ON_PLATFORM = "closed_on_platform"
    CLOSING_FILED = "closing_filed"
    ARCHIVED = "archived"


class Step(NamedTuple):
    """From `source` by `verb` to `target`; `needs`: proofs to show; `leaves`: what is then still to do."""

    source: Status
    verb: str
    target: Status
    needs: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()


S = Status
STEPS: tuple[Step, ...] = (
    Step(S.DRAFT, "apply", S.APPLIED, ("implementation_plan",)),
    Step(S.APPLIED, "approve", S.APPROVED),
    Step(S.APPROVED, "file", S.FILED, ("filing_no",)),
    Step(S.FILED, "open", S.ACTIVE),
    Step(S.ACTIVE, "suspend", S.SUSPENDED, ("public_notice",)),
    Step(S.SUSPENDED, "resume", S.ACTIVE),
    Step(S.ACTIVE, "start_closing", S.CLOSING, ("stop_notice",)),
    Step(S.SUSPENDED, "start_closing", S.CLOSING, ("stop_notice",)),
    Step(S.CLOSING, "close", S.CLOSED_ON_PLATFORM, ("notice_days_over", "archive_export")),
    Step(S.CLOSED_ON_PLATFORM, "file_closing", S.CLOSING_FILED, ("closing_filing_no",)),
    Step(S.CLOSING_FILED, "archive", S.ARCHIVED),
    Step(S.ACTIVE, "rename", S.ACTIVE, ("public_notice",), ("file_change",)),
    Step(S.SUSPENDED, "rename", S.SUSPENDED, ("public_notice",), ("file_change",)),
    Step(S.ACTIVE, "change_subject", S.ACTIVE, ("public_notice",), ("file_change",)),
    Step(S.SUSPENDED, "change_subject", S.SUSPENDED, ("public_notice",), ("file_change",)),
)


def take_step(status: Status, verb: str, *, proofs: Collection[str] = ()) -> Step:
    """The step, with its target and what it leaves to do. Raises StepForbidden."""
    step = next((each for each in STEPS if each.source == status and each.verb == verb), None)
    if step is None:
        raise StepForbidden(status, verb)
    lacking = [need for need in step.needs if need not in proofs]
    if lacking:
        raise StepForbidden(status, verb, lacking)
    return step


def steps_from(status: Status) -> tuple[Step, ...]:
    return tuple(step for step in STEPS if step.source == status)
