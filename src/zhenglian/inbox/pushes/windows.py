"""What becomes of a conversation's window when pushes come in one after another. Pure; see `window_table`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from zhenglian.inbox.enums import WindowKind
from zhenglian.inbox.window_table import opening

if TYPE_CHECKING:
    from zhenglian.inbox.models import Conversation


def refill(conversation: Conversation, kind: WindowKind, at: datetime) -> bool:
    """Sets the three columns, unsaved; False when this push opens nothing.

    The newest act refills. One that allows less never hides what is still open: a minute after a click not
    two days after a message, one reply to a mention not as many as we like.
    """
    found = opening(conversation.source, kind) if kind else None
    if found is None:
        return False
    until = at + found.lasts
    if not _is_open(conversation, at) or _is_no_worse(conversation, until, found.messages):
        conversation.window_kind = kind
        conversation.window_until = until
        conversation.window_left = found.messages
    elif conversation.window_left is not None:
        left = conversation.window_left
        conversation.window_left = None if found.messages is None else max(left, found.messages)
    return True


def shut(conversation: Conversation, at: datetime) -> None:
    """The person unfollowed: nothing can be sent any more (weibo.md 5.3; WeChat answers 45015)."""
    if conversation.window_until is not None:
        conversation.window_until = min(conversation.window_until, at)


def _is_open(conversation: Conversation, at: datetime) -> bool:
    until = conversation.window_until
    return until is not None and until > at and conversation.window_left != 0


def _is_no_worse(conversation: Conversation, until: datetime, messages: int | None) -> bool:
    is_longer = conversation.window_until is None or until >= conversation.window_until
    return is_longer and (messages is None or conversation.window_left is not None)
