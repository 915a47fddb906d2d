"""What a person does with a stuck reply: says what they saw, sends it again, calls, chooses another way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.inbox import reply_errors as errors
from zhenglian.inbox.actions.changes import note_change
from zhenglian.inbox.actions.decided import count, set_off
from zhenglian.inbox.actions.matters import locked_with_lead
from zhenglian.inbox.actions.messages import add_message
from zhenglian.inbox.actions.outbox_outcomes import note_part_sent
from zhenglian.inbox.actions.replies import locked_reply
from zhenglian.inbox.enums import AnswerWay, Direction, ReplyState
from zhenglian.inbox.models import Matter, Reply
from zhenglian.inbox.reply_ways import checked_way
from zhenglian.inbox.rules import check_left_to, check_text
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

LONGEST_NOTE = 4000
STUCK = (ReplyState.WAITING, ReplyState.FAILED)


@transaction.atomic
def retry_reply(reply: Reply, *, is_there: bool | None = None, actor: Staff, clock: Clock = SYSTEM) -> Reply:
    """After a failure: once more. After an unknown outcome: only by whoever says what they saw there.

    `is_there` True: it has arrived, what is left of it goes on; False: this part is sent again. Records
    `inbox.reply_seen` or `inbox.retry_reply`. Raises MayNotHandle, NotClaimedByYou, ReplyMovedOn,
    SayWhatYouSaw.
    """
    matter, reply = _locked(reply, actor, clock)
    may_be_there = reply.state == ReplyState.UNKNOWN or reply.in_flight_at is not None
    if reply.state not in (ReplyState.UNKNOWN, ReplyState.FAILED):
        raise errors.ReplyMovedOn
    if may_be_there and is_there is None:
        raise errors.SayWhatYouSaw
    part = reply.parts_sent
    if may_be_there and is_there:
        note_part_sent(reply, clock=clock)
    if reply.state != ReplyState.SENT:
        reply.state, reply.next_attempt_at, reply.in_flight_at = ReplyState.QUEUED, clock.now(), None
        reply.attempts, reply.failure, reply.failure_code = 0, "", ""
    _overtake(reply)
    act = "inbox.reply_seen" if may_be_there else "inbox.retry_reply"
    detail = {"reply": reply.pk, "part": part, "is_there": is_there}
    return _done(reply, matter, act, detail, actor, clock)


@transaction.atomic
def note_called(reply: Reply, words: str, *, is_reached: bool, actor: Staff, clock: Clock = SYSTEM) -> Reply:
    """The officer has called: told the answer, or reached nobody. Records `inbox.note_called`.

    `words` become a private note. Reached, it counts as sent and for the clock. Raises MayNotHandle,
    NotClaimedByYou, ReplyMovedOn, TextMissing.
    """
    matter, reply = _locked(reply, actor, clock)
    if reply.state != ReplyState.WAITING or reply.way != AnswerWay.PHONE:
        raise errors.ReplyMovedOn
    add_message(
        matter.conversation,
        direction=Direction.NOTE,
        content={
            "text": check_text(words, limit=LONGEST_NOTE),
            "call": "reached" if is_reached else "missed",
        },
        matter=matter,
        author=actor,
        clock=clock,
    )
    if is_reached:
        reply.state, reply.sent_at, reply.failure = ReplyState.SENT, clock.now(), ""
        reply.parts_sent = len(reply.parts or ())
        count(reply, matter, actor=actor, clock=clock)
    _overtake(reply)
    return _done(reply, matter, "inbox.note_called", {"reply": reply.pk, "reached": is_reached}, actor, clock)


@transaction.atomic
def choose_way(reply: Reply, way: AnswerWay, *, actor: Staff, clock: Clock = SYSTEM) -> Reply:
    """Another way for a reply that waits or failed. Records `inbox.choose_way`.

    Raises MayNotHandle, NotClaimedByYou, ReplyMovedOn, ReplyOnItsWay (a part has arrived, or may have),
    AddressMissing.
    """
    matter, reply = _locked(reply, actor, clock)
    if reply.state not in STUCK:
        raise errors.ReplyMovedOn
    if reply.parts_sent or reply.in_flight_at:
        raise errors.ReplyOnItsWay
    before, reply.way = reply.way, checked_way(matter, way)
    was_counted = before != AnswerWay.PHONE
    set_off(reply, clock=clock)
    if not was_counted and reply.way != AnswerWay.PHONE:
        count(reply, matter, actor=actor, clock=clock)
    _overtake(reply)
    detail = {"reply": reply.pk, "from": before, "to": reply.way}
    return _done(reply, matter, "inbox.choose_way", detail, actor, clock)


def _locked(reply: Reply, actor: Staff, clock: Clock) -> tuple[Matter, Reply]:
    matter = locked_with_lead(reply.matter)
    check_left_to(actor, matter, clock=clock)
    return matter, locked_reply(reply)


def _overtake(reply: Reply) -> None:
    """A worker that still holds it writes nothing any more."""
    reply.lease, reply.lease_until = reply.lease + 1, None
    reply.save()


def _done(
    reply: Reply, matter: Matter, act: str, detail: Mapping[str, object], actor: Staff, clock: Clock
) -> Reply:
    note_change(matter=matter, clock=clock)
    record(act, actor=actor, on=matter, detail=detail, clock=clock)
    return reply
