"""Keeps the platform's window of a conversation: opened by what the person does, less with what we send.

The numbers stand in `data/windows.toml`; what the platform says corrects ours. Read in `selectors.windows`.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from zhenglian.inbox.enums import AnswerWay, ReplyState, WindowKind
from zhenglian.inbox.models import Conversation, Identity, Reply
from zhenglian.inbox.pushes.windows import refill
from zhenglian.inbox.window_table import opening

WINDOW = ["window_kind", "window_until", "window_left"]


@transaction.atomic
def open_window(conversation: Conversation, kind: WindowKind, at: datetime) -> int:
    """The person did something at this moment; intake does the same for many at once.

    Replies that waited for it leave now, in their order; returns how many. Whoever acts can be reached again.
    """
    row = Conversation.objects.select_for_update(no_key=True).get(pk=conversation.pk)
    if not refill(row, kind, at):
        return 0
    row.save(update_fields=WINDOW)
    conversation.refresh_from_db(fields=WINDOW)
    Identity.objects.filter(pk=row.identity_id, is_reachable=False).update(is_reachable=True)
    return release_waiting(row, at=at)


def release_waiting(conversation: Conversation, *, at: datetime) -> int:
    """What waited for the person to write again is due."""
    waiting = Reply.objects.filter(
        matter__conversation=conversation, state=ReplyState.WAITING, way=AnswerWay.SAME
    )
    return waiting.update(state=ReplyState.QUEUED, next_attempt_at=at, failure="", failure_code="")


def close_window(conversation: Conversation, at: datetime) -> None:
    """The person unfollowed, or the platform says that its time is over."""
    Conversation.objects.filter(pk=conversation.pk, window_until__gt=at).update(window_until=at)
    if conversation.window_until is not None:
        conversation.window_until = min(conversation.window_until, at)


def use_up(conversation: Conversation) -> None:
    """The platform says that no message is left."""
    Conversation.objects.filter(pk=conversation.pk).update(window_left=0)


def take_one(conversation: Conversation) -> None:
    """One message fewer, before it leaves."""
    Conversation.objects.filter(pk=conversation.pk, window_left__gt=0).update(
        window_left=F("window_left") - 1
    )


def give_back(conversation: Conversation) -> None:
    """It certainly did not leave. A window that was refilled meanwhile is full already."""
    same = Conversation.objects.filter(
        pk=conversation.pk, window_until=conversation.window_until, window_left__isnull=False
    )
    found = opening(conversation.source, conversation.window_kind)
    if found is not None and found.messages is not None:
        same.filter(window_left__lt=found.messages).update(window_left=F("window_left") + 1)
