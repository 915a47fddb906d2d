"""Putting matters about the same thing together. Each citizen keeps a code and is answered in own words.

Each keeps the clock too: it ends with the own answer, and has not stopped when the matter stands alone again.
Whom to offer is found by `selectors.duplicates`; `answer_merged` writes the answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from zhenglian.audit.api import record
from zhenglian.clocks import api as clocks
from zhenglian.inbox import errors
from zhenglian.inbox.actions.matters import locked_matters, locked_with_lead, subject_of
from zhenglian.inbox.actions.messages import add_step
from zhenglian.inbox.actions.moved_reviews import return_moved
from zhenglian.inbox.enums import UNDER_WAY, AnswerWay, MatterState, ReplyState
from zhenglian.inbox.models import Matter, Reply
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.inbox.rules import check_left_to, check_not_of_others, lead_of
from zhenglian.inbox.signals import matter_ended
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

UNDECIDED = (ReplyState.DRAFT, ReplyState.IN_REVIEW, ReplyState.RETURNED)


@transaction.atomic
def merge(matters: list[Matter], into: Matter, *, actor: Staff, clock: Clock = SYSTEM) -> Matter:
    """`matters` become part of `into`, with whatever was merged into them before. Records `inbox.merge`.

    Rows are locked in the order of their numbers. Raises CannotMerge (also while an answer to one is being
    decided), MayNotHandle, NotClaimedByYou, MergeIntoEarliest: the one that is due first stays, so that no
    citizen waits longer for being merged.
    """
    rows = locked_matters([*matters, into])
    into = rows[into.pk]
    parts = [rows[pk] for pk in rows if pk != into.pk]
    if not parts or any(row.state not in UNDER_WAY for row in rows.values()) or _is_answer_coming(rows):
        raise errors.CannotMerge
    for row in rows.values():
        check_not_of_others(actor, row, clock=clock)
    earliest = min(rows.values(), key=_due)
    if _due(earliest) < _due(into):
        raise errors.MergeIntoEarliest(spaced(earliest.code))
    for part in parts:
        _merge_one(part, into, actor=actor, clock=clock)
    for part in parts:
        add_step(into, "took", actor=actor, clock=clock, code=spaced(part.code))
    return_moved(into, actor=actor, clock=clock)
    detail = {"matters": [part.code for part in parts]}
    record("inbox.merge", actor=actor, on=into, detail=detail, clock=clock)
    into.refresh_from_db()
    return into


@transaction.atomic
def unmerge(matter: Matter, *, actor: Staff, clock: Clock = SYSTEM) -> Matter:
    """Merged by mistake: stands for itself again; its clock has never stopped. Records `inbox.unmerge`.

    Raises CannotMerge when it was answered meanwhile, MayNotHandle, NotClaimedByYou, ReplyMovedOn.
    """
    matter = locked_with_lead(matter)
    into = matter.merged_into
    if matter.state != MatterState.MERGED or into is None or matter.answered_at is not None:
        raise errors.CannotMerge
    check_left_to(actor, matter, clock=clock)
    _stand_alone(matter, actor=actor, clock=clock)
    record("inbox.unmerge", actor=actor, on=matter, detail={"from": into.code}, clock=clock)
    matter.refresh_from_db()
    return matter


def free_parts(into: Matter, *, actor: Staff | None, clock: Clock) -> None:
    """`into` ends without an answer: what was merged into it stands for itself again, or would never get one.

    Inside the caller's transaction, with `into` locked. Records `inbox.unmerge` for each.
    """
    parts = locked_matters(list(into.merged_matters.all())).values()
    for part in parts:
        _stand_alone(part, actor=actor, clock=clock)
    for part in parts:
        record("inbox.unmerge", actor=actor, on=part, detail={"from": into.code}, clock=clock)


def free_forgotten(part: Matter, *, actor: Staff, clock: Clock) -> None:
    """A merged matter whose lead has ended, and for which no answer is on its way: it begins anew by itself.

    Inside the caller's transaction, with both locked. Records `inbox.unmerge`; does nothing to others.
    """
    lead = lead_of(part)
    is_waiting = lead is not part and lead.state not in UNDER_WAY and part.answered_at is None
    if is_waiting and not _is_answer_coming([part.pk]):
        _stand_alone(part, actor=actor, clock=clock)
        record("inbox.unmerge", actor=actor, on=part, detail={"from": lead.code}, clock=clock)


def _stand_alone(part: Matter, *, actor: Staff | None, clock: Clock) -> None:
    """One that has its own answer already stays answered."""
    part.state = MatterState.NEW if part.answered_at is None else MatterState.ANSWERED
    part.merged_into = None
    part.save(update_fields=["state", "merged_into"])
    add_step(part, "unmerged", actor=actor, clock=clock)
    return_moved(part, actor=actor, clock=clock)


def _merge_one(part: Matter, into: Matter, *, actor: Staff, clock: Clock) -> None:
    part.state, part.merged_into = MatterState.MERGED, into
    part.assignee, part.claimed_at = None, None
    part.save(update_fields=["state", "merged_into", "assignee", "claimed_at"])
    part.merged_matters.update(merged_into=into)
    if clocks.run_of(subject_of(part)).paused_since:
        clocks.resume(subject_of(part), actor=actor, clock=clock)
    add_step(part, "merged", actor=actor, clock=clock, code=spaced(into.code))
    matter_ended.send(sender=Matter, matter=part)


def _is_answer_coming(ids: Iterable[int]) -> bool:
    """Written for one citizen before the merge, it would end the matter for all of them."""
    replies = Reply.objects.filter(matter__in=list(ids), is_answer=True)
    is_called = Q(state=ReplyState.WAITING, way=AnswerWay.PHONE)
    return replies.filter(Q(state__in=UNDECIDED) | is_called).exists()


def _due(matter: Matter) -> tuple[int, datetime]:
    """Known deadlines first; where the calendar is unknown, who wrote first."""
    known = matter.answer_due_at
    return (0, known) if known is not None else (1, matter.received_at)
