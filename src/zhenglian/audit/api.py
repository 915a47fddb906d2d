"""The front door of audit: write a decision, read decisions, check the chain."""

from __future__ import annotations

from zhenglian.audit.actions import record
from zhenglian.audit.models import Entry
from zhenglian.audit.scopes import register_scope
from zhenglian.audit.selectors import entries_on, recent_entries, verify_chain
from zhenglian.audit.triggers import forbid_changes, permit_changes
from zhenglian.audit.verification import ChainReport

__all__ = [
    "ChainReport",
    "Entry",
    "entries_on",
    "forbid_changes",
    "permit_changes",
    "recent_entries",
    "record",
    "register_scope",
    "verify_chain",
]
