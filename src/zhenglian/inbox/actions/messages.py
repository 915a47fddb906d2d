"""How a message gets into a conversation when a person or the machine writes it; pushes come by `intake`.

Whoever adds one gets the rest as well: the words for the search, the conversation's time, the live change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from zhenglian.inbox.actions.changes import note_change
from zhenglian.inbox.enums import Direction, MessageKind
from zhenglian.inbox.handles import token_digest
from zhenglian.inbox.models import Conversation, Matter, Message
from zhenglian.inbox.search.index import store_tokens
from zhenglian.inbox.search.words import words_of
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

SEARCHED = ("text", "label", "title", "description", "name", "phone")


def add_message(
    conversation: Conversation,
    *,
    direction: Direction,
    content: Mapping[str, Any],  # Any: JSON
    kind: MessageKind = MessageKind.TEXT,
    matter: Matter | None = None,
    author: Staff | None = None,
    clock: Clock = SYSTEM,
) -> Message:
    """Inside the caller's transaction. Makes it findable and moves the conversation and matter up."""
    now = clock.now()
    message = Message.objects.create(
        conversation=conversation,
        matter=matter,
        direction=direction,
        kind=kind,
        content=dict(content),
        at=now,
        author=author,
    )
    if direction != Direction.STEP:
        index_messages([message])
        _move_up(conversation, matter, direction, now)
    note_change(matter=matter, conversation=conversation, clock=clock)
    return message


def add_step(matter: Matter, step: str, *, actor: Staff | None, clock: Clock, **facts: str) -> Message:
    """What happened, in the conversation: `step` is a key whose words stand in `step_words`."""
    return add_message(
        matter.conversation,
        direction=Direction.STEP,
        kind=MessageKind.EVENT,
        content={"step": step, **facts},
        matter=matter,
        author=actor,
        clock=clock,
    )


def index_messages(messages: Iterable[Message]) -> None:
    """Stores the words of each message as keyed digests; those of a message that was indexed before stay."""
    store_tokens((message.pk, token) for message in messages for token in sorted(tokens_of(message.content)))


def tokens_of(content: Mapping[str, Any]) -> set[str]:  # Any: JSON
    """Of what a reader sees of a message: its text, the name of a place, the title of a link."""
    texts = [content[key] for key in SEARCHED if isinstance(content.get(key), str)]
    return {token_digest(word) for text in texts for word in words_of(text)}


def _move_up(conversation: Conversation, matter: Matter | None, direction: Direction, now: datetime) -> None:
    conversation.last_message_at = max(conversation.last_message_at, now)
    fields = ["last_message_at"]
    if direction == Direction.IN:
        conversation.last_inbound_at = now
        fields.append("last_inbound_at")
    conversation.save(update_fields=fields)
    if matter is not None:
        matter.last_message_at = max(matter.last_message_at, now)
        matter.save(update_fields=["last_message_at"])
