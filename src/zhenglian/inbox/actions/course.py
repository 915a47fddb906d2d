"""What changes a matter's course: its class, waiting for the citizen, the first word, the answer, the end.

The clock is asked in the same transaction; its due times come back by `clock_changed` (`receivers`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.clocks import api as clocks
from zhenglian.clocks.enums import FinishWay
from zhenglian.inbox import errors
from zhenglian.inbox.actions.changes import note_changes
from zhenglian.inbox.actions.matters import check_class, locked_matter, subject_of
from zhenglian.inbox.actions.merging import free_parts
from zhenglian.inbox.actions.messages import add_step
from zhenglian.inbox.enums import UNDER_WAY, Direction, MatterState, MessageKind
from zhenglian.inbox.models import Matter, Message
from zhenglian.inbox.rules import check_holds, check_not_of_others, check_reason, check_under_way
from zhenglian.inbox.signals import matter_ended
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

BATCH = 500
FOLLOW_UP = timedelta(days=7)  # what a citizen writes within it after the answer belongs to the matter


@transaction.atomic
def classify(matter: Matter, class_key: str, *, actor: Staff, clock: Clock = SYSTEM) -> Matter:
    """Another class, counted from the citizen's original start. Records `inbox.classify`.

    Raises MayNotHandle, NotClaimedByYou, NotUnderWay, ClassUnknown.
    """
    matter = locked_matter(matter)
    check_not_of_others(actor, matter, clock=clock)
    check_under_way(matter)
    before, matter.class_key = matter.class_key, check_class(class_key)
    if before == matter.class_key:
        return matter
    matter.save(update_fields=["class_key"])
    clocks.change_class(subject_of(matter), class_key=class_key, actor=actor, clock=clock)
    add_step(matter, "classified", actor=actor, clock=clock, label=clocks.class_labels()[class_key])
    record("inbox.classify", actor=actor, on=matter, detail={"from": before, "to": class_key}, clock=clock)
    return _abreast(matter)


@transaction.atomic
def wait_for_citizen(matter: Matter, *, reason: str, actor: Staff, clock: Clock = SYSTEM) -> Matter:
    """Something is asked of the citizen; a clock of working days pauses. Records `inbox.wait`.

    Clocks that never pause run on while the matter waits. Raises NotClaimedByYou, NotUnderWay, ReasonMissing.
    """
    matter = locked_matter(matter)
    check_holds(actor, matter, clock=clock)
    check_under_way(matter)
    reason = check_reason(reason)
    if matter.state == MatterState.WAITING:
        return matter
    matter.state = MatterState.WAITING
    matter.save(update_fields=["state"])
    run = clocks.run_of(subject_of(matter))
    is_paused = run.can_pause
    if is_paused:
        clocks.pause(subject_of(matter), reason=reason, actor=actor, clock=clock)
    add_step(matter, "waiting", actor=actor, clock=clock, reason=reason)
    record("inbox.wait", actor=actor, on=matter, detail={"paused": is_paused}, clock=clock)
    return _abreast(matter)


@transaction.atomic
def resume_matter(
    matter: Matter, *, actor: Staff | None, step: str = "resumed", clock: Clock = SYSTEM
) -> Matter:
    """The citizen wrote (`actor` None), or the officer waits no longer. Records `inbox.resume`.

    `step`: what the conversation says instead, where nobody wrote (`long_waits`).
    """
    matter = locked_matter(matter)
    if actor is not None:
        check_not_of_others(actor, matter, clock=clock)
    if matter.state != MatterState.WAITING:
        return matter
    matter.state = MatterState.NEW if matter.assignee_id is None else MatterState.OPEN
    matter.save(update_fields=["state"])
    if clocks.run_of(subject_of(matter)).paused_since is not None:
        clocks.resume(subject_of(matter), actor=actor, clock=clock)
    add_step(matter, step, actor=actor, clock=clock)
    record("inbox.resume", actor=actor, on=matter, detail={"step": step}, clock=clock)
    return _abreast(matter)


@transaction.atomic
def note_answered(matter: Matter, *, at: datetime, actor: Staff | None, clock: Clock = SYSTEM) -> Matter:
    """The final answer has left, or stands on the receipt page: the clock ends, what came after is settled.

    Called by replies and telephone calls, which record their own acts. A first word it is as well.
    """
    matter = locked_matter(matter)
    matter.followed_up_at = None
    if matter.state in (*UNDER_WAY, MatterState.MERGED):
        _finish(matter, FinishWay.ANSWERED, at=at, actor=actor, clock=clock)
    if matter.state in UNDER_WAY:
        matter.state = MatterState.ANSWERED
    matter.save(update_fields=["followed_up_at", "state"])
    return _abreast(matter)


@transaction.atomic
def settle_follow_up(matter: Matter, *, actor: Staff, clock: Clock = SYSTEM) -> Matter:
    """What the citizen wrote after the answer needs no reply («thank you»). Records `inbox.settle`."""
    matter = locked_matter(matter)
    check_not_of_others(actor, matter, clock=clock)
    if matter.followed_up_at is None:
        raise errors.NothingToSettle
    matter.followed_up_at = None
    matter.save(update_fields=["followed_up_at"])
    add_step(matter, "settled", actor=actor, clock=clock)
    record("inbox.settle", actor=actor, on=matter, clock=clock)
    return matter


@transaction.atomic
def close(matter: Matter, *, reason: str, actor: Staff, clock: Clock = SYSTEM) -> Matter:
    """Nothing more is done. Before an answer this is for advertisements and the like; the citizen reads the
    reason on the receipt page. Records `inbox.close`. Raises NotClaimedByYou, NotUnderWay, ReasonMissing.
    """
    matter = locked_matter(matter)
    check_not_of_others(actor, matter, clock=clock)
    reason = check_reason(reason)
    if matter.state in UNDER_WAY:
        check_holds(actor, matter, clock=clock)
        _finish(matter, FinishWay.CLOSED, at=clock.now(), actor=actor, clock=clock)
        free_parts(matter, actor=actor, clock=clock)
    elif matter.state != MatterState.ANSWERED:
        raise errors.NotUnderWay
    detail = {"from": matter.state}
    matter.state, matter.closed_at, matter.followed_up_at = MatterState.CLOSED, clock.now(), None
    matter.save(update_fields=["state", "closed_at", "followed_up_at"])
    add_step(matter, "closed", actor=actor, clock=clock, reason=reason)
    matter_ended.send(sender=Matter, matter=matter)
    record("inbox.close", actor=actor, on=matter, detail=detail, clock=clock)
    return _abreast(matter)


@transaction.atomic
def close_quiet(*, clock: Clock = SYSTEM) -> int:
    """Answered matters after which nothing came for a week are closed. Records `inbox.close_quiet` once."""
    now = clock.now()
    quiet = Matter.objects.select_for_update(skip_locked=True, no_key=True).filter(
        state=MatterState.ANSWERED, answered_at__lt=now - FOLLOW_UP, followed_up_at=None
    )
    ended = list(quiet.order_by("pk")[:BATCH])
    if not ended:
        return 0
    ids = [matter.pk for matter in ended]
    Matter.objects.filter(pk__in=ids).update(state=MatterState.CLOSED, closed_at=now)
    Message.objects.bulk_create([_quiet_step(matter, now) for matter in ended])
    note_changes([(matter.pk, matter.conversation_id) for matter in ended], clock=clock)
    on = ("inbox.matter", "", str(len(ids)))
    record("inbox.close_quiet", actor=None, on=on, detail={"matters": ids}, clock=clock)
    return len(ids)


def _quiet_step(matter: Matter, now: datetime) -> Message:
    return Message(
        conversation_id=matter.conversation_id,
        matter=matter,
        direction=Direction.STEP,
        kind=MessageKind.EVENT,
        content={"step": "closed_quiet"},
        at=now,
    )


def _finish(matter: Matter, how: FinishWay, *, at: datetime, actor: Staff | None, clock: Clock) -> None:
    clocks.finish(subject_of(matter), how=how, at=at, actor=actor, clock=clock)


def _abreast(matter: Matter) -> Matter:
    """With the due times that the clock has just written into the row."""
    matter.refresh_from_db()
    return matter
