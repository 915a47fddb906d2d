"""A notice to the citizen in the words of whoever took the matter over, where the citizen wrote from."""

from __future__ import annotations

from django.db import transaction

from zhenglian.inbox.actions.decided import set_off
from zhenglian.inbox.actions.messages import add_message
from zhenglian.inbox.actions.notices import PLATFORMS
from zhenglian.inbox.enums import AnswerWay, Direction, ReplyState
from zhenglian.inbox.models import Matter, Reply
from zhenglian.kernel.clock import SYSTEM, Clock


@transaction.atomic
def tell_citizen(matter: Matter, text: str, *, clock: Clock = SYSTEM) -> Reply:
    """Stands in the conversation at once; leaves through the platform, or waits for its window to open.

    Elsewhere the receipt page shows it. It is no answer and touches no clock. Raises ReplyTooLong.
    """
    conversation = matter.conversation
    is_sent = conversation.source in PLATFORMS and conversation.identity.is_reachable
    reply = Reply(
        matter=matter,
        content={"text": text},
        state=ReplyState.QUEUED,
        way=AnswerWay.SAME if is_sent else AnswerWay.WEB,
        created_at=clock.now(),
        decided_at=clock.now(),
    )
    reply.message = add_message(
        conversation,
        direction=Direction.OUT,
        content={"text": text, "notice": "told"},
        matter=matter,
        clock=clock,
    )
    set_off(reply, clock=clock)
    reply.save()
    return reply
