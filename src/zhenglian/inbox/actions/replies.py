"""An officer's reply until it is decided: drafted, changed, sent or submitted for review, cancelled.

What happens once it is decided: `decided`; who reviews it: `review_reply`; how it leaves: `outbox`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.inbox import reply_errors as errors
from zhenglian.inbox.actions.changes import note_change
from zhenglian.inbox.actions.decided import decide, parts_of
from zhenglian.inbox.actions.matters import locked_matter, locked_with_lead
from zhenglian.inbox.actions.merging import free_forgotten
from zhenglian.inbox.actions.review_reply import (
    ANSWERABLE,
    review_again,
    submit_for_review,
    withdraw_review,
)
from zhenglian.inbox.enums import UNDER_WAY, AnswerWay, MatterState, ReplyState
from zhenglian.inbox.models import Matter, Reply, TypedText
from zhenglian.inbox.reply_ways import checked_way, own_way
from zhenglian.inbox.rules import check_holds, check_left_to, check_text, check_writes
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

LONGEST_REPLY = 10_000
REPLIED_TO = (*UNDER_WAY, MatterState.ANSWERED)
OPEN_TO_CHANGE = (ReplyState.DRAFT, ReplyState.RETURNED, ReplyState.IN_REVIEW)


@transaction.atomic
def draft_reply(
    matter: Matter,
    text: str,
    *,
    is_answer: bool,
    is_sensitive: bool,
    way: AnswerWay | None = None,
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Reply:
    """Nothing leaves yet. `way` None: as the citizen chose. What the officer was typing is forgotten.

    Raises MayNotHandle, NotClaimedByYou, NoAnswerToEnded, TextMissing, TextTooLong, ReplyTooLong,
    AddressMissing; AnswerMissing for the answer to one of several merged matters (`answer_merged`).
    """
    matter = locked_matter(matter)
    check_holds(actor, matter, clock=clock)
    if matter.state not in REPLIED_TO:
        raise errors.NoAnswerToEnded
    if is_answer and matter.merged_matters.exists():
        raise errors.AnswerMissing
    way = own_way(matter) if way is None else checked_way(matter, way)
    return new_reply(matter, text, (is_answer, is_sensitive), way=way, actor=actor, clock=clock)


def new_reply(
    matter: Matter, text: str, marks: tuple[bool, bool], *, way: AnswerWay, actor: Staff, clock: Clock
) -> Reply:
    """A draft without asking who may: `marks` are is_answer and is_sensitive."""
    reply = Reply(
        matter=matter,
        content={"text": check_text(text, limit=LONGEST_REPLY)},
        is_answer=marks[0],
        is_sensitive=marks[1],
        way=way,
        author=actor,
        created_at=clock.now(),
    )
    parts_of(reply)  # a text that does not fit is refused while it can be shortened
    reply.save()
    reply.writers.add(actor)
    TypedText.objects.filter(staff=actor, matter=matter).delete()
    note_change(matter=matter, clock=clock)
    return reply


@transaction.atomic
def change_reply(
    reply: Reply, text: str, *, is_answer: bool, is_sensitive: bool, actor: Staff, clock: Clock = SYSTEM
) -> Reply:
    """Other words, by whoever holds the matter, or the one it was merged into. An open review starts again.

    Once sensitive in review it stays so. Raises ReplyMovedOn and what `draft_reply` raises.
    """
    matter = locked_with_lead(reply.matter)
    check_writes(actor, matter, clock=clock)
    reply = locked_reply(reply)
    if reply.state not in OPEN_TO_CHANGE:
        raise errors.ReplyMovedOn
    reply.content = {**reply.content, "text": check_text(text, limit=LONGEST_REPLY)}
    was_submitted = reply.state in (ReplyState.IN_REVIEW, ReplyState.RETURNED)
    reply.is_answer, reply.is_sensitive = is_answer, is_sensitive or was_submitted
    parts_of(reply)
    reply.save(update_fields=["content", "is_answer", "is_sensitive"])
    reply.writers.add(actor)
    if reply.state == ReplyState.IN_REVIEW:
        review_again(reply, matter, actor=actor, clock=clock)
    note_change(matter=matter, clock=clock)
    return reply


@transaction.atomic
def send_reply(reply: Reply, *, actor: Staff, clock: Clock = SYSTEM) -> Reply:
    """Decided and on its way, or, when it is sensitive, submitted for review. Records `inbox.send_reply`.

    A merged matter's own answer also after the one it was merged into was answered or closed. Raises
    MayNotHandle, NotClaimedByYou, NoAnswerToEnded, ReplyMovedOn.
    """
    matter = locked_with_lead(reply.matter)
    check_writes(actor, matter, clock=clock)
    if matter.state not in ANSWERABLE:
        raise errors.NoAnswerToEnded
    return pass_on(locked_reply(reply), matter, actor=actor, clock=clock)


def pass_on(reply: Reply, matter: Matter, *, actor: Staff, clock: Clock) -> Reply:
    """To the reviewers or to the outbox. Matter and reply are locked. Raises ReplyMovedOn."""
    if reply.state not in (ReplyState.DRAFT, ReplyState.RETURNED):
        raise errors.ReplyMovedOn
    if reply.is_sensitive:
        return submit_for_review(reply, matter, actor=actor, clock=clock)
    decide(reply, matter, clock=clock)
    detail = {"reply": reply.pk, "answer": reply.is_answer, "way": reply.way}
    record("inbox.send_reply", actor=actor, on=matter, detail=detail, clock=clock)
    return reply


@transaction.atomic
def cancel_reply(reply: Reply, *, actor: Staff, clock: Clock = SYSTEM) -> Reply:
    """Before it is decided. Records `inbox.cancel_reply`. Raises MayNotHandle, NotClaimedByYou, ReplyMovedOn.

    A decided one stands on the receipt page, where the citizen may have read it: it can only be followed by
    another, or kept off the platform (`retries.choose_way`). A merged matter whose lead has ended and that is
    left without any answer by this stands for itself again.
    """
    matter = locked_with_lead(reply.matter)
    check_left_to(actor, matter, clock=clock)
    reply = locked_reply(reply)
    if reply.state not in OPEN_TO_CHANGE:
        raise errors.ReplyMovedOn
    if reply.state == ReplyState.IN_REVIEW:
        withdraw_review(reply, actor=actor, clock=clock)
    reply.state = ReplyState.CANCELLED
    reply.save(update_fields=["state"])
    free_forgotten(matter, actor=actor, clock=clock)
    note_change(matter=matter, clock=clock)
    record("inbox.cancel_reply", actor=actor, on=matter, detail={"reply": reply.pk}, clock=clock)
    return reply


def locked_reply(reply: Reply) -> Reply:
    """The row as it is now, locked until the transaction ends; lock its matter first."""
    rows = Reply.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("matter__conversation__identity", "message").get(pk=reply.pk)
