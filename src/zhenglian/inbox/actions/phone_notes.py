"""A telephone call typed by the duty officer: a conversation of the number, a message, a matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.clocks import api as clocks
from zhenglian.inbox import errors
from zhenglian.inbox.actions.matters import open_matter, subject_of
from zhenglian.inbox.actions.messages import add_message
from zhenglian.inbox.actions.persons import conversation_off_platform
from zhenglian.inbox.enums import AnswerWay, Direction, Source
from zhenglian.inbox.handles import phone_digits
from zhenglian.inbox.models import Matter
from zhenglian.inbox.rules import can_handle, check_text
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.ids import hex_id

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit

LONGEST_NOTE = 4000
FEWEST_DIGITS = 3  # short numbers of offices


@transaction.atomic
def record_phone_note(
    *,
    number: str,
    name: str,
    text: str,
    class_key: str,
    unit: Unit,
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Matter:
    """Same number, same conversation; `number` "" is a caller who would not tell it, never found again.

    The officer spoke with the citizen, so the first word has been said. Records `inbox.phone_note`.
    Raises MayNotHandle, NumberMissing, TextMissing, ClassUnknown.
    """
    if not can_handle(actor, unit, clock=clock):
        raise errors.MayNotHandle
    text = check_text(text, limit=LONGEST_NOTE)
    digits = phone_digits(number)
    if number.strip() and len(digits) < FEWEST_DIGITS:
        raise errors.NumberMissing
    details = {"name": name.strip()[:60], "phone": digits}
    conversation = conversation_off_platform(
        Source.PHONE,
        digits or hex_id(),
        unit=unit,
        details={key: value for key, value in details.items() if value},
        clock=clock,
    )
    message = add_message(
        conversation,
        direction=Direction.IN,
        content={"text": text, **{key: value for key, value in details.items() if value}},
        author=actor,
        clock=clock,
    )
    way = AnswerWay.PHONE if digits else AnswerWay.WEB
    matter = open_matter(
        conversation,
        message=message,
        class_key=class_key,
        unit=unit,
        answer_way=way,
        actor=actor,
        clock=clock,
    )
    clocks.note_touch(subject_of(matter), at=clock.now(), actor=actor, clock=clock)
    record("inbox.phone_note", actor=actor, on=matter, clock=clock)
    matter.refresh_from_db()
    return matter
