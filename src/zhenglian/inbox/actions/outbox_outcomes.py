"""What an answer, or none, does to a reply on its way. Each writes only while the lease is ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import structlog

from zhenglian.channels.enums import TalkFailure
from zhenglian.channels.talk import TalkFault
from zhenglian.inbox.actions.changes import note_change
from zhenglian.inbox.actions.reply_leases import save_held, under_lease
from zhenglian.inbox.actions.windows import close_window, give_back, use_up
from zhenglian.inbox.enums import AnswerWay, ReplyState
from zhenglian.inbox.models import Identity, Reply
from zhenglian.inbox.reply_errors import LeaseLost
from zhenglian.kernel.clock import Clock

log = structlog.get_logger(__name__)
Jitter = Callable[[], float]
MOST_ATTEMPTS = 10
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=15)
FIRST_LOOK = timedelta(seconds=15)
FAILURE = ("failure", "failure_code")
FINAL = (TalkFailure.CONTENT, TalkFailure.PERMANENT, TalkFailure.UNREACHABLE_PERSON)


def land(reply: Reply, *, clock: Clock) -> None:
    """The platform has certainly taken the part in the air."""
    try:
        with under_lease(reply):
            note_part_sent(reply, clock=clock)
            reply.save(
                update_fields=["state", "parts_sent", "in_flight_at", "sent_at", "lease_until", *FAILURE]
            )
    except LeaseLost:
        _land_late(reply, clock)
        raise


def note_part_sent(reply: Reply, *, clock: Clock) -> None:
    """One part more; with the last one it is SENT. Not saved."""
    reply.parts_sent, reply.in_flight_at = reply.parts_sent + 1, None
    reply.failure, reply.failure_code = "", ""
    if reply.parts_sent >= len(reply.parts or ()):
        reply.state, reply.sent_at, reply.lease_until = ReplyState.SENT, clock.now(), None
        note_change(matter=reply.matter, clock=clock)


def _land_late(reply: Reply, clock: Clock) -> None:
    """Our lease ran out while the platform thought: what it said still settles what is unknown."""
    rows = Reply.objects.filter(
        pk=reply.pk, state=ReplyState.UNKNOWN, parts_sent=reply.parts_sent, lease=reply.lease + 1
    )
    done = reply.parts_sent + 1 >= len(reply.parts or ())
    now = clock.now()
    rows.update(
        parts_sent=reply.parts_sent + 1,
        in_flight_at=None,
        state=ReplyState.SENT if done else ReplyState.QUEUED,
        sent_at=now if done else None,
        next_attempt_at=now,
        failure="",
    )


def wait(reply: Reply, reason: str, *, clock: Clock) -> None:
    """For the citizen's next message; a notice is not worth waiting for. Call inside `under_lease`."""
    if reply.is_notice:
        _drop(reply)
        return
    reply.state, reply.failure, reply.failure_code = ReplyState.WAITING, reason, ""
    reply.next_attempt_at, reply.in_flight_at = None, None
    reply.attempts = 0
    save_held(reply, "attempts", *FAILURE)
    behind = Reply.objects.filter(
        matter__conversation=reply.matter.conversation_id, way=AnswerWay.SAME, state=ReplyState.QUEUED
    )
    behind.exclude(author=None).update(state=ReplyState.WAITING, failure=reason, next_attempt_at=None)
    note_change(matter=reply.matter, clock=clock)


def _drop(reply: Reply) -> None:
    """A notice that certainly never left stands nowhere any more."""
    message, reply.message = reply.message, None
    reply.state, reply.next_attempt_at, reply.in_flight_at = ReplyState.CANCELLED, None, None
    save_held(reply, "message")
    if message is not None:
        message.delete()


def fail(reply: Reply, reason: str, *, code: str = "", clock: Clock) -> None:
    """It certainly did not leave, and will not by itself. The receipt page shows it. Raises LeaseLost."""
    with under_lease(reply):
        reply.state, reply.failure, reply.failure_code = ReplyState.FAILED, reason, code
        reply.next_attempt_at, reply.in_flight_at = None, None
        save_held(reply, *FAILURE)
        note_change(matter=reply.matter, clock=clock)


def take_fault(reply: Reply, fault: TalkFault, *, clock: Clock, jitter: Jitter) -> None:
    """The platform said no, or nothing. Raises LeaseLost."""
    log.info("reply_fault", reply=reply.pk, kind=str(fault.kind), code=fault.code)
    with under_lease(reply):
        reply.failure, reply.failure_code = str(fault.kind), fault.code
        if fault.kind == TalkFailure.UNKNOWN:
            start_search(reply, clock=clock)
            return
        _correct_window(reply, fault, clock)
        if fault.kind in (TalkFailure.WINDOW_CLOSED, TalkFailure.COUNT_USED):
            wait(reply, str(fault.kind), clock=clock)
        elif fault.kind in FINAL:
            fail(reply, str(fault.kind), code=fault.code, clock=clock)
        else:
            _try_later(reply, fault, clock, jitter)


def _correct_window(reply: Reply, fault: TalkFault, clock: Clock) -> None:
    """The platform knows better than our count; whatever it refused did not use up a message."""
    conversation = reply.matter.conversation
    if reply.way != AnswerWay.SAME:
        return
    if fault.kind == TalkFailure.WINDOW_CLOSED:
        close_window(conversation, clock.now())
    elif fault.kind == TalkFailure.COUNT_USED:
        use_up(conversation)
    else:
        give_back(conversation)
    if fault.kind == TalkFailure.UNREACHABLE_PERSON:
        Identity.objects.filter(pk=conversation.identity_id).update(is_reachable=False)


def start_search(reply: Reply, *, clock: Clock) -> None:
    """The outcome is unknown: nothing is sent until it is clear. Call inside `under_lease`."""
    reply.state, reply.failure, reply.looks = ReplyState.UNKNOWN, "unknown", 0
    reply.next_attempt_at = clock.now() + FIRST_LOOK
    save_held(reply, "looks", *FAILURE)
    note_change(matter=reply.matter, clock=clock)


def _try_later(reply: Reply, fault: TalkFault, clock: Clock, jitter: Jitter) -> None:
    """RETRY a limited number of times; an account or a quota that must be mended as long as it takes."""
    reply.in_flight_at = None
    if fault.kind != TalkFailure.RETRY:
        reply.attempts -= 1
        pause = fault.wait or LONGEST_PAUSE
    elif reply.attempts >= MOST_ATTEMPTS:
        fail(reply, "gave_up", code=fault.code, clock=clock)
        return
    else:
        pause = min(FIRST_PAUSE * 2 ** (reply.attempts - 1), LONGEST_PAUSE) * (0.75 + jitter() / 2)
        pause = max(pause, fault.wait or timedelta(0))
    reply.state, reply.next_attempt_at = ReplyState.QUEUED, clock.now() + pause
    save_held(reply, "attempts", *FAILURE)
    note_change(matter=reply.matter, clock=clock)


def stop_after_crash(reply: Reply, *, clock: Clock) -> None:
    """An error of our own. What may have left is looked for; everything else waits for a person."""
    try:
        reply.refresh_from_db(fields=["state", "in_flight_at", "parts_sent"])
        if reply.state != ReplyState.SENDING:
            return
        if reply.in_flight_at is None:
            fail(reply, "internal", clock=clock)
            return
        with under_lease(reply):
            start_search(reply, clock=clock)
    except LeaseLost:
        log.warning("reply_overtaken", reply=reply.pk)
