"""Looks for replies whose outcome is unknown in the platform's own list. Sends nothing.

What stands there has arrived. What does not stand there proves nothing, so a person looks (`retries`).
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from zhenglian.channels import talk
from zhenglian.inbox.actions.changes import note_change
from zhenglian.inbox.actions.outbox_outcomes import FAILURE, fail, note_part_sent
from zhenglian.inbox.actions.reply_leases import lease_to_look, save_held, under_lease
from zhenglian.inbox.enums import AnswerWay, ReplyState
from zhenglian.inbox.models import Reply
from zhenglian.inbox.reply_errors import LeaseLost
from zhenglian.kernel.clock import SYSTEM, Clock

log = structlog.get_logger(__name__)
PLAN = (timedelta(seconds=90), timedelta(minutes=5), timedelta(minutes=15))  # after the look before
SKEW = timedelta(seconds=60)  # our clock and the platform's
PAUSE = timedelta(minutes=2)


def look_for_unknown(*, http: talk.Http | None = None, clock: Clock = SYSTEM, limit: int = 50) -> int:
    """Looks after rows that are due for it; returns how many turned out to have arrived."""
    due = Reply.objects.filter(state=ReplyState.UNKNOWN, next_attempt_at__lte=clock.now())
    found = 0
    for pk in list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:limit]):
        reply = lease_to_look(pk, clock=clock)
        if reply is not None:
            found += _look(reply, http, clock)
    return found


def _look(reply: Reply, http: talk.Http | None, clock: Clock) -> bool:
    try:
        if not reply.text:  # the citizen's data were erased meanwhile: there is nothing to compare with
            fail(reply, "erased", clock=clock)
            return False
        records = _records(reply, http, clock)
        if records is not None and _is_listed(reply, records):
            note_arrived(reply, clock=clock)
            return True
        _look_again(reply, is_listed_at_all=records is not None, clock=clock)
    except talk.TalkFault as fault:
        log.info("reply_look_failed", reply=reply.pk, kind=str(fault.kind), code=fault.code)
        with under_lease(reply):
            reply.next_attempt_at = clock.now() + max(fault.wait or PAUSE, PAUSE)
            save_held(reply)
    except LeaseLost:
        log.warning("reply_overtaken", reply=reply.pk)
    return False


def _records(reply: Reply, http: talk.Http | None, clock: Clock) -> list[talk.SentRecord] | None:
    account = reply.matter.conversation.account
    if reply.way != AnswerWay.SAME or account is None or reply.in_flight_at is None:
        return None
    since = reply.in_flight_at - SKEW
    return talk.sent_records(account, since, clock.now() + timedelta(seconds=1), http=http, clock=clock)


def _is_listed(reply: Reply, records: list[talk.SentRecord]) -> bool:
    """More often than we know to have sent these very words to this person since then."""
    part = (reply.parts or [reply.text])[reply.parts_sent]
    handle = str(reply.matter.conversation.identity.handle)
    listed = sum(1 for row in records if row.to == handle and row.text.strip() == part.strip())
    return listed > _known(reply, part, reply.in_flight_at)


def _known(reply: Reply, part: str, flight: datetime | None) -> int:
    """Parts with these words that we know to have arrived, as far back as the list was asked for."""
    if flight is None:
        return 0
    count = [each.strip() for each in (reply.parts or [])[: reply.parts_sent]].count(part.strip())
    others = Reply.objects.filter(
        matter__conversation=reply.matter.conversation_id, way=AnswerWay.SAME, sent_at__gte=flight - SKEW
    ).exclude(pk=reply.pk)
    return count + sum([text.strip() for text in other.parts or ()].count(part.strip()) for other in others)


def note_arrived(reply: Reply, *, clock: Clock) -> None:
    """The part in the air is there; what is left of it goes on. Raises LeaseLost."""
    with under_lease(reply):
        note_part_sent(reply, clock=clock)
        if reply.state != ReplyState.SENT:
            reply.state, reply.next_attempt_at = ReplyState.QUEUED, clock.now()
        save_held(reply, "parts_sent", "sent_at", *FAILURE)
        note_change(matter=reply.matter, clock=clock)


def _look_again(reply: Reply, *, is_listed_at_all: bool, clock: Clock) -> None:
    """Until the plan is used up; then, and where there is no list, a person is asked; not for a notice."""
    with under_lease(reply):
        reply.next_attempt_at = None
        if is_listed_at_all and reply.looks < len(PLAN):
            reply.next_attempt_at = clock.now() + PLAN[reply.looks]
        elif reply.is_notice:
            reply.state, reply.failure = ReplyState.FAILED, "unknown"
        reply.looks += 1
        save_held(reply, "looks", *FAILURE)
        note_change(matter=reply.matter, clock=clock)
