"""The front door of people: units, staff, and who may act as what where."""

from __future__ import annotations

from zhenglian.people.actions.delegations import delegate, revoke_delegation
from zhenglian.people.actions.groups import furnish_groups, grant_page_permissions, sync_groups
from zhenglian.people.actions.notices import send_notice
from zhenglian.people.actions.postings import appoint, end_posting
from zhenglian.people.actions.staff import create_staff
from zhenglian.people.actions.units import create_unit, merge_units, rename_unit
from zhenglian.people.authority import Authority
from zhenglian.people.models import Delegation, Posting, Staff, Unit
from zhenglian.people.remembering import standing_postings
from zhenglian.people.rules import can_administer
from zhenglian.people.selectors import (
    authorities,
    effective_postings,
    has_role,
    holders,
    holders_anywhere,
    units_of,
)

__all__ = [
    "Authority",
    "Delegation",
    "Posting",
    "Staff",
    "Unit",
    "appoint",
    "authorities",
    "can_administer",
    "create_staff",
    "create_unit",
    "delegate",
    "effective_postings",
    "end_posting",
    "furnish_groups",
    "grant_page_permissions",
    "has_role",
    "holders",
    "holders_anywhere",
    "merge_units",
    "rename_unit",
    "revoke_delegation",
    "send_notice",
    "standing_postings",
    "sync_groups",
    "units_of",
]
