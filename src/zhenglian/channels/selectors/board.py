"""One row of the board: what it says, and what this reader may do with it. No query of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zhenglian.channels.attempt_words import STEPS, outcome_word, step_word
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Attempt, Delivery
from zhenglian.channels.selectors.waiting import why_not_yet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TONES = {
    DeliveryState.PUBLISHED: "good",
    DeliveryState.FAILED: "bad",
    DeliveryState.REFUSED: "bad",
    DeliveryState.UNKNOWN: "wait",
    DeliveryState.ACCEPTED: "wait",
    DeliveryState.SENDING: "wait",
    DeliveryState.BY_HAND: "wait",
}


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """`is_call`: the step is the platform's own name of an interface."""

    at: datetime
    step: StrOrPromise
    is_call: bool
    outcome: StrOrPromise
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """`tone`: good, bad, wait or empty. `is_late`: the promise was missed."""

    delivery: Delivery
    why: str
    tone: str
    is_waiting: bool
    is_late: bool
    is_managed: bool
    has_page: bool  # something to look at beside the row: a person's task, or the proof of one
    attempts: tuple[AttemptLine, ...]


def board_rows(
    deliveries: Iterable[Delivery], *, managed_units: frozenset[int] | None, now: datetime
) -> list[BoardRow]:
    """`deliveries` come from `board`; `managed_units` None means that the reader manages all."""
    return [
        BoardRow(
            delivery=row,
            why=why_not_yet(row, now=now),
            tone=TONES.get(DeliveryState(row.state), ""),
            is_waiting=row.state == DeliveryState.QUEUED,
            is_late=row.missed_alarm_at is not None and row.state != DeliveryState.CANCELLED,
            is_managed=_manages(managed_units, row),
            has_page=row.failure_reason == "by_hand"
            or (row.state == DeliveryState.BY_HAND and not _manages(managed_units, row)),
            attempts=tuple(_line(attempt) for attempt in row.attempt_log.all()),
        )
        for row in deliveries
    ]


def _manages(managed_units: frozenset[int] | None, row: Delivery) -> bool:
    return managed_units is None or row.account.unit_id in managed_units


def _line(attempt: Attempt) -> AttemptLine:
    return AttemptLine(
        at=attempt.at,
        step=step_word(attempt.step),
        is_call=attempt.step not in STEPS,
        outcome=outcome_word(attempt.step, attempt.outcome),
        code=attempt.code,
        message="" if attempt.message == attempt.code else attempt.message,
    )
