"""The front door of inbox: conversations with citizens, the matters in them, replies and receipts."""

from __future__ import annotations

from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.erasure import erase_person
from zhenglian.inbox.actions.export import export_person
from zhenglian.inbox.actions.intake import take_in
from zhenglian.inbox.actions.phone_notes import record_phone_note
from zhenglian.inbox.actions.reindexing import reindex
from zhenglian.inbox.actions.replies import draft_reply, send_reply
from zhenglian.inbox.actions.retention import apply_retention, list_due
from zhenglian.inbox.actions.submissions import handle_submission, keep_submission
from zhenglian.inbox.actions.telling import tell_citizen
from zhenglian.inbox.belongings import Belongings
from zhenglian.inbox.handlers import Handler, register_handler
from zhenglian.inbox.keepers import Age, Keeper, Told
from zhenglian.inbox.media_checks import Checked
from zhenglian.inbox.retention_policy import RetentionPolicy, read_retention, retention_in_force
from zhenglian.inbox.rules import may_enter
from zhenglian.inbox.selectors.live import changes_after, last_change
from zhenglian.inbox.selectors.retention import Due
from zhenglian.inbox.whole_person import person_by_code

__all__ = [
    "Age",
    "Belongings",
    "Checked",
    "Due",
    "Handler",
    "Keeper",
    "RetentionPolicy",
    "Told",
    "apply_retention",
    "changes_after",
    "claim",
    "draft_reply",
    "erase_person",
    "export_person",
    "handle_submission",
    "keep_submission",
    "last_change",
    "list_due",
    "may_enter",
    "person_by_code",
    "read_retention",
    "record_phone_note",
    "register_handler",
    "reindex",
    "retention_in_force",
    "send_reply",
    "take_in",
    "tell_citizen",
]
