"""What officers keep for themselves: private notes with mentions, how far they read, what they are typing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.inbox import errors
from zhenglian.inbox.actions.changes import note_change
from zhenglian.inbox.actions.messages import add_message
from zhenglian.inbox.enums import Direction
from zhenglian.inbox.models import Conversation, Matter, Mention, Message, ReadMark, TypedText
from zhenglian.inbox.rules import can_read, check_may_handle, check_may_read, check_text
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

LONGEST_NOTE = 4000
LONGEST_TYPED = 10_000
TYPING_SHOWN = timedelta(seconds=20)  # who typed within this time is shown as typing


@transaction.atomic
def add_note(
    matter: Matter, text: str, *, mentions: Iterable[Staff] = (), actor: Staff, clock: Clock = SYSTEM
) -> Message:
    """Seen by officers only. Whoever is mentioned finds it on their home page. Records `inbox.note`.

    Supervisors may write notes as well. Raises MayNotRead, CannotReadMention, TextMissing, TextTooLong.
    """
    check_may_read(actor, matter, clock=clock)
    text = check_text(text, limit=LONGEST_NOTE)
    called = {person.pk: person for person in mentions if person.pk != actor.pk}
    if not all(can_read(person, matter.unit, clock=clock) for person in called.values()):
        raise errors.CannotReadMention
    note = add_message(
        matter.conversation,
        direction=Direction.NOTE,
        content={"text": text, "mentions": [str(person) for person in called.values()]},
        matter=matter,
        author=actor,
        clock=clock,
    )
    Mention.objects.bulk_create([Mention(message=note, staff=person) for person in called.values()])
    detail = {"message": note.pk, "mentions": sorted(called)}
    record("inbox.note", actor=actor, on=matter, detail=detail, clock=clock)
    return note


@transaction.atomic
def mark_read(conversation: Conversation, *, up_to: int, actor: Staff, clock: Clock = SYSTEM) -> None:
    """Everything up to this message was on the officer's screen; a mark never moves back.

    Mentions in what was read count as seen. Raises MayNotRead.
    """
    if not can_read_conversation(actor, conversation, clock=clock):
        raise errors.MayNotRead
    mark, is_new = ReadMark.objects.select_for_update().get_or_create(
        staff=actor, conversation=conversation, defaults={"message_id": up_to}
    )
    if not is_new and up_to > mark.message_id:
        mark.message_id = up_to
        mark.save(update_fields=["message_id"])
    Mention.objects.filter(
        staff=actor, message__conversation=conversation, message_id__lte=up_to, seen_at=None
    ).update(seen_at=clock.now())


def can_read_conversation(staff: Staff, conversation: Conversation, *, clock: Clock = SYSTEM) -> bool:
    """Whoever may read the account's unit, or one of the matters in it: a matter may go to another team."""
    if can_read(staff, conversation.unit, clock=clock):
        return True
    matters = conversation.matters.exclude(unit=conversation.unit_id).select_related("unit")
    units = {matter.unit_id: matter.unit for matter in matters}
    return any(can_read(staff, unit, clock=clock) for unit in units.values())


@transaction.atomic
def keep_typed(matter: Matter, text: str, *, actor: Staff, clock: Clock = SYSTEM) -> None:
    """The unsent reply of one officer: survives a reload, and tells colleagues that somebody writes.

    An empty text forgets it. Raises MayNotHandle, TextTooLong.
    """
    check_may_handle(actor, matter, clock=clock)
    if len(text) > LONGEST_TYPED:
        raise errors.TextTooLong
    now = clock.now()
    mine = TypedText.objects.filter(staff=actor, matter=matter)
    if not text.strip():
        if mine.delete()[0]:
            note_change(matter=matter, clock=clock)
        return
    was_shown = mine.filter(typed_at__gt=now - TYPING_SHOWN / 2).exists()
    TypedText.objects.update_or_create(staff=actor, matter=matter, defaults={"text": text, "typed_at": now})
    if not was_shown:  # others need to hear of it once, not with every key
        note_change(matter=matter, clock=clock)
