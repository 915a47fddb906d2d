"""What a batch of pushes changes about identities and conversations: following, window, times."""

from __future__ import annotations

from collections.abc import Sequence

from zhenglian.inbox.actions.arrivals import Arrival
from zhenglian.inbox.actions.windows import release_waiting
from zhenglian.inbox.enums import AnswerWay, MessageKind, ReplyState
from zhenglian.inbox.models import Conversation, Identity, Reply
from zhenglian.inbox.pushes.windows import refill, shut
from zhenglian.kernel.clock import Clock

IDENTITY_FIELDS = ["is_following", "is_reachable", "erasure_asked_at"]
CONVERSATION_FIELDS = [
    "unit",
    "last_message_at",
    "last_inbound_at",
    "window_kind",
    "window_until",
    "window_left",
]


def save_places(arrivals: Sequence[Arrival], *, clock: Clock) -> None:
    """The rows are locked; each is written once, by one statement for all."""
    now = clock.now()
    changed: dict[int, Identity] = {}
    refilled: dict[int, Conversation] = {}
    for arrival in arrivals:
        identity = arrival.conversation.identity
        if _mark_identity(identity, arrival):
            changed[identity.pk] = identity
        if _mark_conversation(arrival):
            refilled[arrival.conversation.pk] = arrival.conversation
    conversations = {arrival.conversation.pk: arrival.conversation for arrival in arrivals}
    Identity.objects.bulk_create(
        changed.values(), update_conflicts=True, unique_fields=["id"], update_fields=IDENTITY_FIELDS
    )
    Conversation.objects.bulk_create(
        conversations.values(),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=CONVERSATION_FIELDS,
    )
    waiting = Reply.objects.filter(
        matter__conversation__in=list(refilled), state=ReplyState.WAITING, way=AnswerWay.SAME
    )
    for place in set(waiting.values_list("matter__conversation", flat=True)):
        release_waiting(refilled[place], at=now)


def _mark_identity(identity: Identity, arrival: Arrival) -> bool:
    """Whoever does something can be reached again; whoever unfollows cannot. True when it differs."""
    before = [getattr(identity, name) for name in IDENTITY_FIELDS]
    what = arrival.heard
    if what.is_following is not None:
        identity.is_following = identity.is_reachable = what.is_following
    elif what.window and what.sender:
        identity.is_reachable = True
    if what.is_revocation:
        identity.erasure_asked_at = arrival.at
    return before != [getattr(identity, name) for name in IDENTITY_FIELDS]


def _mark_conversation(arrival: Arrival) -> bool:
    """True when the push opened or refilled the window."""
    conversation, at = arrival.conversation, arrival.at
    conversation.unit_id = arrival.event.account.unit_id
    conversation.last_message_at = max(conversation.last_message_at, at)
    if arrival.heard.kind != MessageKind.EVENT and arrival.heard.sender:
        conversation.last_inbound_at = max(conversation.last_inbound_at or at, at)
    if arrival.heard.is_following is False:
        shut(conversation, at)
    return refill(conversation, arrival.heard.window, at)
