"""The front door of inbox: conversations with citizens, the matters in them, replies and receipts."""

from __future__ import annotations

from zhenglian.inbox.actions.erasure import erase_person
from zhenglian.inbox.actions.export import export_person
from zhenglian.inbox.actions.intake import take_in
from zhenglian.inbox.actions.retention import apply_retention, list_due
from zhenglian.inbox.retention_policy import RetentionPolicy, read_retention, retention_in_force
from zhenglian.inbox.rules import may_enter
from zhenglian.inbox.selectors.live import changes_after, last_change
from zhenglian.inbox.selectors.retention import Due
from zhenglian.inbox.whole_person import person_by_code

__all__ = [
    "Due",
    "RetentionPolicy",
    "apply_retention",
    "changes_after",
    "erase_person",
    "export_person",
    "last_change",
    "list_due",
    "may_enter",
    "person_by_code",
    "read_retention",
    "retention_in_force",
    "take_in",
]
