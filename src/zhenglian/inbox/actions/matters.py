"""A matter's beginning, and what every other action on it starts with: the locked row and its clock's name.

Claims stand in `claims`, what changes its course in `course`, merging and splitting in modules of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.clocks import api as clocks
from zhenglian.clocks.enums import ShippedClass
from zhenglian.inbox import errors
from zhenglian.inbox.actions.due_times import SUBJECT_KIND
from zhenglian.inbox.actions.messages import add_step
from zhenglian.inbox.actions.notices import queue_receipt
from zhenglian.inbox.enums import AnswerWay
from zhenglian.inbox.models import Conversation, Matter, Message
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.inbox.reply_errors import ReplyMovedOn
from zhenglian.inbox.rules import check_may_handle
from zhenglian.inbox.signals import matter_opened
from zhenglian.inbox.summaries import summary_of
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.ids import short_code

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from zhenglian.people.api import Staff, Unit

DEFAULT_CLASS = ShippedClass.CONSULTATION
CODE_LENGTH = 12


def locked_matter(matter: Matter) -> Matter:
    """The row as it is now, locked until the transaction ends; unit, conversation and officer come along.

    The conversation is locked before it, as intake does: whoever needs both gets them in one order.
    """
    return locked_matters([matter])[matter.pk]


def locked_matters(matters: list[Matter]) -> dict[int, Matter]:
    """Several, in the order of their numbers, so that two officers never wait for each other.

    `no_key`: rows that only point to them can still be added by others.
    """
    places = sorted({matter.conversation_id for matter in matters})
    lock_conversations(Conversation.objects.filter(pk__in=places))
    ids = [matter.pk for matter in matters]
    rows = Matter.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    return {row.pk: row for row in rows.select_related("unit", "conversation", "assignee")}


def lock_conversations(places: QuerySet[Conversation]) -> None:
    """By number, until the transaction ends: no matter in them comes under way meanwhile."""
    rows = Conversation.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    list(rows.filter(pk__in=list(places.values_list("pk", flat=True))).values_list("pk"))


def locked_with_lead(matter: Matter) -> Matter:
    """As `locked_matter`; of a merged one `merged_into`, too, and first, as whoever answers both does.

    Raises ReplyMovedOn when it was merged elsewhere, or stands alone, since it was read.
    """
    lead_id = Matter.objects.values_list("merged_into", flat=True).get(pk=matter.pk)
    lead = None if lead_id is None else locked_matter(Matter.objects.get(pk=lead_id))
    found = locked_matter(matter)
    if found.merged_into_id != lead_id:
        raise ReplyMovedOn
    if lead is not None:
        found.merged_into = lead
    return found


def subject_of(matter: Matter) -> clocks.Subject:
    """The matter as its clock knows it."""
    return clocks.Subject(SUBJECT_KIND, str(matter.pk), matter.code)


def check_class(class_key: str) -> str:
    """Raises ClassUnknown."""
    if class_key not in {each.key for each in clocks.classes()}:
        raise errors.ClassUnknown
    return class_key


@transaction.atomic
def open_matter(
    conversation: Conversation,
    *,
    message: Message,
    class_key: str | None = None,
    unit: Unit | None = None,
    answer_way: AnswerWay = AnswerWay.SAME,
    actor: Staff | None,
    clock: Clock = SYSTEM,
) -> Matter:
    """Code, clock and receipt for what a citizen wants. Records `inbox.open`; sends `matter_opened`.

    `actor` None is the machine or the citizen. The clock starts when the message was written. `class_key`
    None: a consultation; `unit` None: the unit of the conversation. Raises MayNotHandle, ClassUnknown.
    """
    matter = new_matter(message, class_key=class_key, unit=unit or conversation.unit, clock=clock)
    matter.answer_way = answer_way
    if actor is not None:
        check_may_handle(actor, matter, clock=clock)
    matter.save()
    start_clock(matter, clock=clock)
    message.matter = matter
    message.save(update_fields=["matter"])
    add_step(matter, "opened", actor=actor, clock=clock, code=spaced(matter.code))
    queue_receipt(matter, clock=clock)
    matter_opened.send(sender=Matter, matter=matter)
    record("inbox.open", actor=actor, on=matter, detail={"class": matter.class_key}, clock=clock)
    return matter


def new_matter(message: Message, *, class_key: str | None, unit: Unit, clock: Clock) -> Matter:
    """Not saved yet. Raises ClassUnknown."""
    return Matter(
        code=short_code(CODE_LENGTH),
        conversation=message.conversation,
        summary=summary_of(message.kind, message.content),
        class_key=check_class(class_key or DEFAULT_CLASS),
        unit=unit,
        received_at=message.at,
        last_message_at=clock.now(),
        origin=message,
    )


def start_clock(matter: Matter, *, clock: Clock) -> None:
    """Begins at the moment in which the citizen wrote; the due times come back by `clock_changed`."""
    clocks.start(subject_of(matter), class_key=matter.class_key, at=matter.received_at, clock=clock)
    matter.refresh_from_db(fields=["touch_due_at", "answer_due_at", "next_due_at"])
