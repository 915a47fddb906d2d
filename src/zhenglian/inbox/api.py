"""The front door of inbox: conversations with citizens, the matters in them, replies and receipts."""

from __future__ import annotations

from zhenglian.inbox.rules import may_enter
from zhenglian.inbox.selectors.live import changes_after, last_change

__all__ = ["changes_after", "last_change", "may_enter"]
