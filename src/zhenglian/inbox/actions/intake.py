"""Turns stored pushes into conversations, each exactly once: one transaction a batch, few statements each.

All rows are locked before the first thing is written (conversations, then matters, each in the order of
their numbers); the audit record comes last. A push that cannot be read becomes «other» and stops nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import structlog
from django.db import InterfaceError, OperationalError, transaction

from zhenglian.audit.api import record
from zhenglian.autoreplies.api import replies_of
from zhenglian.channels.door import CallbackEvent, mark_handled, open_events
from zhenglian.inbox.actions.arrivals import Arrival, arrivals_of
from zhenglian.inbox.actions.changes import note_changes
from zhenglian.inbox.actions.joining import (
    Matters,
    join,
    matters_of,
    resume_waiting,
    save_joined,
    save_new,
    start_clocks,
)
from zhenglian.inbox.actions.notices import queue_receipts
from zhenglian.inbox.actions.places import save_places
from zhenglian.inbox.actions.writing import write_messages
from zhenglian.inbox.models import Matter, Message
from zhenglian.inbox.signals import erasure_asked, matter_opened
from zhenglian.kernel.clock import SYSTEM, Clock

log = structlog.get_logger(__name__)

BATCH = 500
AWAY = (OperationalError, InterfaceError)  # the database is busy or gone: nothing is wrong with the pushes
MOST_BATCHES = 20  # of one turn; then others may have theirs


def take_in(*, clock: Clock = SYSTEM, batch: int = BATCH) -> int:
    """All that waits, oldest first; returns how many pushes were taken in. Bears company of other workers."""
    taken = 0
    for _ in range(MOST_BATCHES):
        got = _take_batch(batch, clock=clock)
        taken += got
        if got < batch:
            break
    return taken


def _take_batch(size: int, *, clock: Clock) -> int:
    """When a batch fails, its pushes are taken one by one, so that one cannot hold up the rest."""
    try:
        return _take(size, clock=clock)
    except AWAY:
        raise
    except Exception as reason:  # noqa: BLE001  see above
        log.error("inbox.batch_failed", reason=type(reason).__name__)
    return sum(takewhile(bool, (_take_one(clock=clock) for _ in range(size))))


def _take_one(*, clock: Clock) -> int:
    try:
        return _take(1, clock=clock)
    except AWAY:
        raise
    except Exception as reason:  # noqa: BLE001  see above
        log.error("inbox.push_failed", reason=type(reason).__name__)
    with transaction.atomic():
        events = open_events(None, limit=1, with_bodies=False)  # perhaps it cannot even be decrypted
        for event in events:
            log.error("inbox.push_put_aside", push=event.pk)
            event.body, event.answer = None, ""  # our reader makes «other» of it
        _settle(events, clock=clock)
        return len(events)


@transaction.atomic
def _take(size: int, *, clock: Clock) -> int:
    events = open_events(None, limit=size)
    done = _taken_before(events)
    mark_handled(done, clock=clock)
    _settle([event for event in events if event.pk not in done], clock=clock)
    return len(events)


def _taken_before(events: Sequence[CallbackEvent]) -> set[int]:
    """Those with a message already, should somebody have opened them again: no push becomes two messages."""
    return set(Message.objects.filter(push__in=events).values_list("push_id", flat=True)) - {None}


def _settle(events: Sequence[CallbackEvent], *, clock: Clock) -> None:
    if not events:
        return
    now = clock.now()
    answers = replies_of({event.answer for event in events if event.answer})
    arrivals = arrivals_of(events, now=now)
    matters = matters_of({arrival.conversation for arrival in arrivals}, clock=clock)
    places = [join(matters, arrival, answers.get(arrival.event.answer), clock=clock) for arrival in arrivals]
    save_places(arrivals, clock=clock)
    save_new(matters)
    save_joined(matters, clock=clock)
    messages = write_messages(arrivals, places, answers, matters, clock=clock)
    mark_handled([event.pk for event in events], clock=clock)
    _tell(arrivals, places, clock=clock)
    opened = start_clocks(matters, messages, clock=clock)
    queue_receipts(opened, clock=clock)
    resume_waiting(matters, clock=clock)
    _announce(arrivals, matters, opened, clock=clock)


def _tell(arrivals: Sequence[Arrival], places: Sequence[Matter | None], *, clock: Clock) -> None:
    pairs = {
        (None if matter is None else matter.pk, arrival.conversation.pk): None
        for arrival, matter in zip(arrivals, places, strict=True)
    }
    note_changes(pairs, clock=clock)


def _announce(
    arrivals: Sequence[Arrival], matters: Matters, opened: Sequence[Matter], *, clock: Clock
) -> None:
    """To others of ours and to the audit record: one entry for all matters of the batch."""
    for matter in opened:
        matter_opened.send(sender=Matter, matter=matter)
    for arrival in arrivals:
        if arrival.heard.is_revocation:
            identity = arrival.conversation.identity
            erasure_asked.send(sender=type(identity), identity=identity)
            record("inbox.erasure_asked", actor=None, on=identity, clock=clock)
    detail = {
        "opened": [matter.pk for matter in opened],
        "followed_up": sorted(matters.followed_up),
    }
    if any(detail.values()):
        record(
            "inbox.take_in", actor=None, on=("inbox.matter", "", str(len(opened))), detail=detail, clock=clock
        )
