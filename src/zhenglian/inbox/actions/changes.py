"""Tells open screens that something changed. The live stream looks for new rows; nothing else reads them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from zhenglian.inbox.models import Change
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.inbox.models import Conversation, Matter

KEPT = timedelta(hours=1)


def note_change(
    *, matter: Matter | None = None, conversation: Conversation | None = None, clock: Clock = SYSTEM
) -> None:
    """One row in the caller's transaction. A matter brings its conversation along."""
    place = conversation.pk if conversation is not None else None
    if matter is not None:
        place = matter.conversation_id
    Change.objects.create(
        matter_id=None if matter is None else matter.pk, conversation_id=place, at=clock.now()
    )


def note_changes(pairs: Iterable[tuple[int | None, int]], *, clock: Clock) -> None:
    """Many at once: (matter or None, conversation)."""
    now = clock.now()
    Change.objects.bulk_create(
        [Change(matter_id=matter, conversation_id=conversation, at=now) for matter, conversation in pairs]
    )


def forget_changes(*, clock: Clock = SYSTEM) -> int:
    """Deletes rows that every open screen has seen long ago; returns how many."""
    return Change.objects.filter(at__lt=clock.now() - KEPT).delete()[0]
