"""A decided reply: it stands in the conversation and on the receipt page, and counts for the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.channels.talk import split_text
from zhenglian.clocks import api as clocks
from zhenglian.inbox import reply_errors as errors
from zhenglian.inbox.actions.course import note_answered
from zhenglian.inbox.actions.matters import subject_of
from zhenglian.inbox.actions.messages import add_message
from zhenglian.inbox.enums import AnswerWay, Direction, ReplyState
from zhenglian.inbox.models import Matter, Reply
from zhenglian.inbox.selectors.windows import window_of
from zhenglian.inbox.window_table import windows_of
from zhenglian.kernel.clock import Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def decide(reply: Reply, matter: Matter, *, clock: Clock) -> None:
    """No review is owed, or it is done. Inside the caller's transaction, with matter and reply locked.

    It counts from this moment, because from this moment the citizen can read it on the receipt page,
    whatever the platform does; a call counts once it was made.
    """
    reply.message = add_message(
        matter.conversation,
        direction=Direction.OUT,
        content={"text": reply.text},
        matter=matter,
        author=reply.author,
        clock=clock,
    )
    reply.decided_at = clock.now()
    set_off(reply, clock=clock)
    reply.save()
    if reply.way != AnswerWay.PHONE:
        count(reply, matter, actor=reply.author, clock=clock)


def set_off(reply: Reply, *, clock: Clock) -> None:
    """Its first state on its way; not saved. Raises ReplyTooLong."""
    now = clock.now()
    reply.parts, reply.failure, reply.failure_code = parts_of(reply), "", ""
    reply.attempts, reply.next_attempt_at = 0, None
    if reply.way == AnswerWay.WEB:
        reply.state, reply.sent_at = ReplyState.SENT, now
    elif reply.way == AnswerWay.PHONE:
        reply.state, reply.failure = ReplyState.WAITING, "call"
    elif reply.way == AnswerWay.SAME and not _fits_now(reply, clock):
        reply.state, reply.failure = ReplyState.WAITING, "window_closed"
    else:
        reply.state, reply.next_attempt_at = ReplyState.QUEUED, now


def _fits_now(reply: Reply, clock: Clock) -> bool:
    return window_of(reply.matter.conversation, clock.now()).takes(len(reply.parts or ()))


def parts_of(reply: Reply) -> list[str]:
    """The slices that leave one after the other. Raises ReplyTooLong."""
    if reply.way != AnswerWay.SAME:
        return [reply.text]
    conversation = reply.matter.conversation
    windows = windows_of(conversation.source)
    if windows is None or conversation.account is None:
        return [reply.text]
    parts = split_text(reply.text, conversation.account.platform)
    if len(parts) > windows.most_parts:
        raise errors.ReplyTooLong
    return parts


def count(reply: Reply, matter: Matter, *, actor: Staff | None, clock: Clock) -> None:
    """The first word of a person, and the answer."""
    now = clock.now()
    clocks.note_touch(subject_of(matter), at=now, actor=actor, clock=clock)
    if reply.is_answer:
        note_answered(matter, at=now, actor=actor, clock=clock)
    elif matter.followed_up_at is not None:
        Matter.objects.filter(pk=matter.pk).update(followed_up_at=None)
