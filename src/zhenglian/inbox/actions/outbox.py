"""The outbox of replies: sends what is due, each part at most once, in order for each person (ADR 16).

Nothing here reads a text but to send it. What an answer does to a row: `outbox_outcomes`; what is looked for
when none came: `reply_search`.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import structlog
from django.db import OperationalError

from zhenglian.channels import talk
from zhenglian.inbox.actions.decided import parts_of
from zhenglian.inbox.actions.outbox_outcomes import Jitter, fail, land, stop_after_crash, take_fault, wait
from zhenglian.inbox.actions.reply_leases import LEASE, lease_to_send, ready, reclaim_leases, under_lease
from zhenglian.inbox.actions.reply_mail import send_mail
from zhenglian.inbox.actions.windows import take_one
from zhenglian.inbox.enums import AnswerWay
from zhenglian.inbox.models import Reply
from zhenglian.inbox.reply_errors import LeaseLost
from zhenglian.inbox.reply_seals import break_of_seal
from zhenglian.inbox.selectors.windows import window_of
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.faults import told

log = structlog.get_logger(__name__)
BATCH = 100
Carry = Callable[[str], None]


def send_due(
    *,
    http: talk.Http | None = None,
    clock: Clock = SYSTEM,
    jitter: Jitter = random.random,
    limit: int = BATCH,
) -> int:
    """Works off what is due; returns how many replies were tried. Bears company of other workers.

    `http` is for tests and drills; without it the process's own connections are used.
    """
    reclaim_leases(clock=clock)
    tried = 0
    while tried < limit:
        turns = list(ready(clock.now()).values_list("pk", flat=True)[: limit - tried])
        sent = sum(send_one(pk, http=http, clock=clock, jitter=jitter) for pk in turns)
        tried += sent
        if not sent:
            break
    return tried


def send_one(
    reply_id: int, *, http: talk.Http | None = None, clock: Clock = SYSTEM, jitter: Jitter = random.random
) -> bool:
    """One attempt at one reply; False when it was not its turn. Raises nothing that a program can cause."""
    reply = lease_to_send(reply_id, clock=clock)
    if reply is None:
        return False
    try:
        _attempt(reply, http, clock, jitter)
    except LeaseLost:
        log.warning("reply_overtaken", reply=reply.pk)
    except OperationalError as reason:
        # The database's trouble, not the row's: the lease runs out, and then it is clear what may have left.
        # Its own text may quote the row; so may any other, and only class and place are told.
        log.error("database_failed", reply=reply.pk, **told(reason))
    except Exception as reason:  # noqa: BLE001  one reply must not stop the others
        log.error("reply_crashed", reply=reply.pk, **told(reason))
        stop_after_crash(reply, clock=clock)
    return True


def _attempt(reply: Reply, http: talk.Http | None, clock: Clock, jitter: Jitter) -> None:
    if reply.parts is None:  # notices are queued many at once, uncut
        reply.parts = parts_of(reply)
    trouble = _obstacle(reply)
    if trouble:
        fail(reply, trouble, clock=clock)
        return
    carry = _carrier(reply, http, clock)
    for part in reply.parts[reply.parts_sent :]:
        if not _take_off(reply, clock):
            return
        try:
            carry(part)
        except talk.TalkFault as fault:
            take_fault(reply, fault, clock=clock, jitter=jitter)
            return
        land(reply, clock=clock)


def _obstacle(reply: Reply) -> str:
    identity = reply.matter.conversation.identity
    if not reply.text or (reply.way == AnswerWay.SAME and not identity.handle):
        return "erased"
    if reply.way == AnswerWay.SAME and not identity.is_reachable:
        return "unreachable"
    return break_of_seal(reply)


def _carrier(reply: Reply, http: talk.Http | None, clock: Clock) -> Carry:
    conversation = reply.matter.conversation
    account, handle = conversation.account, str(conversation.identity.handle)
    if reply.way == AnswerWay.MAIL or account is None:
        return lambda part: send_mail(reply, part)

    def carry(part: str) -> None:
        talk.send_message(account, handle, talk.TalkMessage(text=part), http=http, clock=clock)

    return carry


def _take_off(reply: Reply, clock: Clock) -> bool:
    """Written before the call that cannot be taken back. False when the window lets nothing through."""
    with under_lease(reply):
        now = clock.now()
        conversation = reply.matter.conversation
        conversation.refresh_from_db(fields=["window_kind", "window_until", "window_left"])
        begun = reply.parts_sent > 0
        needed = 1 if begun else len(reply.parts or ())
        if reply.way == AnswerWay.SAME and not window_of(conversation, now).takes(needed):
            wait(reply, "window_closed", clock=clock)
            return False
        if reply.way == AnswerWay.SAME:
            take_one(conversation)
        reply.in_flight_at, reply.lease_until = now, now + LEASE
        reply.save(update_fields=["in_flight_at", "lease_until", "parts"])
    return True
