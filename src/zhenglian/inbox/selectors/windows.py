"""Whether the platform lets us write to a person now, until when, and how many messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zhenglian.inbox.enums import WindowKind
from zhenglian.inbox.models import Conversation
from zhenglian.inbox.window_table import windows_of


@dataclass(frozen=True, slots=True)
class Window:
    """`left` None: as many as we like. `is_needed` is False where nobody counts: website, telephone."""

    kind: WindowKind
    until: datetime | None
    left: int | None
    is_open: bool
    is_needed: bool = True

    def takes(self, messages: int) -> bool:
        """Whether so many more messages fit."""
        return self.is_open and (self.left is None or self.left >= messages)


def window_of(conversation: Conversation, now: datetime) -> Window:
    """As we count it; the platform may know better, and then tells us when we send."""
    if windows_of(conversation.source) is None:
        return Window(WindowKind.NONE, None, None, is_open=True, is_needed=False)
    until, left = conversation.window_until, conversation.window_left
    is_open = until is not None and until > now and left != 0
    return Window(WindowKind(conversation.window_kind), until, left, is_open)
