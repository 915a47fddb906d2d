"""One letter that asks for several things becomes several matters, each with a code, a class and a team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.clocks import api as clocks
from zhenglian.inbox import errors
from zhenglian.inbox.actions.matters import (
    CODE_LENGTH,
    check_class,
    locked_matter,
    start_clock,
    subject_of,
)
from zhenglian.inbox.actions.messages import add_step
from zhenglian.inbox.actions.moved_reviews import return_moved
from zhenglian.inbox.actions.notices import queue_receipts
from zhenglian.inbox.enums import MatterState
from zhenglian.inbox.models import Matter
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.inbox.rules import check_holds, check_under_way
from zhenglian.inbox.signals import matter_opened
from zhenglian.inbox.summaries import shortened
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.ids import short_code

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit

MOST_PARTS = 10


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the letter asks for. `summary` in one line."""

    summary: str
    class_key: str
    unit: Unit


@transaction.atomic
def split(matter: Matter, parts: Sequence[Part], *, actor: Staff, clock: Clock = SYSTEM) -> list[Matter]:
    """All parts, two at least: the matter itself goes on as the first, with the code that the citizen holds.

    The others get codes of their own, and their clocks begin when the citizen wrote. Records `inbox.split`.
    Raises NotClaimedByYou, NotUnderWay, CannotSplit, ClassUnknown.
    """
    matter = locked_matter(matter)
    check_holds(actor, matter, clock=clock)
    check_under_way(matter)
    parts = [Part(shortened(part.summary), check_class(part.class_key), part.unit) for part in parts]
    if not 1 < len(parts) <= MOST_PARTS or not all(part.summary for part in parts):
        raise errors.CannotSplit
    _shrink(matter, parts[0], actor=actor, clock=clock)
    others = [_split_off(matter, part, clock=clock) for part in parts[1:]]
    add_step(matter, "split", actor=actor, clock=clock, count=str(len(parts)))
    for other in others:
        add_step(other, "opened", actor=actor, clock=clock, code=spaced(other.code))
        matter_opened.send(sender=Matter, matter=other)
    queue_receipts(others, clock=clock)
    record("inbox.split", actor=actor, on=matter, detail={"into": [one.code for one in others]}, clock=clock)
    matter.refresh_from_db()
    return [matter, *others]


def _shrink(matter: Matter, part: Part, *, actor: Staff, clock: Clock) -> None:
    """The first part keeps its officer while its team stays the same."""
    is_other_class = part.class_key != matter.class_key
    if part.unit.pk != matter.unit_id:
        matter.unit, matter.assignee, matter.claimed_at = part.unit, None, None
        if matter.state == MatterState.OPEN:
            matter.state = MatterState.NEW
    matter.summary, matter.class_key = part.summary, part.class_key
    matter.save(update_fields=["summary", "class_key", "unit", "assignee", "claimed_at", "state"])
    return_moved(matter, actor=actor, clock=clock)
    if is_other_class:
        clocks.change_class(subject_of(matter), class_key=part.class_key, actor=actor, clock=clock)


def _split_off(matter: Matter, part: Part, *, clock: Clock) -> Matter:
    other = Matter(
        code=short_code(CODE_LENGTH),
        conversation=matter.conversation,
        summary=part.summary,
        class_key=part.class_key,
        unit=part.unit,
        received_at=matter.received_at,
        last_message_at=clock.now(),
        answer_way=matter.answer_way,
        origin_id=matter.origin_id,
        split_from=matter,
    )
    other.save()
    start_clock(other, clock=clock)
    return other
