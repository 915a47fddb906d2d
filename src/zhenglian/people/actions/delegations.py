"""Standing in during an absence. A delegation ends by itself; it can be ended earlier."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock
from zhenglian.people.actions.groups import sync_groups
from zhenglian.people.enums import Role
from zhenglian.people.errors import (
    DelegationEndsTooEarly,
    DelegationTooLong,
    DelegationToOneself,
    DeputyNotActive,
    NotYourDelegation,
    RoleNotHeld,
)
from zhenglian.people.models import Delegation
from zhenglian.people.rules import can_manage_delegations_of, can_revoke
from zhenglian.people.selectors import postings_in_force

if TYPE_CHECKING:
    from zhenglian.people.models import Staff

LONGEST = timedelta(days=92)


@transaction.atomic
def delegate(
    principal: Staff,
    deputy: Staff,
    *,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    actor: Staff | None,
    role: Role | str = "",
    clock: Clock = SYSTEM,
) -> Delegation:
    """Let `deputy` act for `principal` in one role, or in all (empty), until `ends_at`.

    Only roles that the principal is posted to themselves at the start: what they hold as a deputy
    goes no further. Raises NotYourDelegation or a kind of Invalid.
    """
    if not can_manage_delegations_of(actor, principal, clock=clock):
        raise NotYourDelegation
    _check_persons(principal, deputy)
    _check_times(starts_at, ends_at, clock)
    held = postings_in_force(starts_at.astimezone(BEIJING).date()).filter(staff=principal)
    if not (held.filter(role=Role(role)) if role else held).exists():
        raise RoleNotHeld
    delegation = Delegation.objects.create(
        principal=principal, deputy=deputy, role=role, starts_at=starts_at, ends_at=ends_at, reason=reason
    )
    sync_groups(deputy, clock=clock)
    detail = {"deputy": str(deputy), "role": str(role), "from": starts_at, "until": ends_at, "reason": reason}
    record("people.delegate", actor=actor, on=principal, detail=detail, clock=clock)
    return delegation


@transaction.atomic
def revoke_delegation(delegation: Delegation, *, actor: Staff | None, clock: Clock = SYSTEM) -> Delegation:
    """End it now. Once more is no second decision. Raises NotYourDelegation."""
    if not can_revoke(actor, delegation, clock=clock):
        raise NotYourDelegation
    if delegation.revoked_at is not None:
        return delegation
    delegation.revoked_at = clock.now()
    delegation.save(update_fields=["revoked_at"])
    sync_groups(delegation.deputy, clock=clock)
    detail = {"deputy": str(delegation.deputy), "role": delegation.role}
    record("people.revoke_delegation", actor=actor, on=delegation.principal, detail=detail, clock=clock)
    return delegation


def _check_persons(principal: Staff, deputy: Staff) -> None:
    if principal == deputy:
        raise DelegationToOneself
    if not deputy.is_active:
        raise DeputyNotActive


def _check_times(starts_at: datetime, ends_at: datetime, clock: Clock) -> None:
    if ends_at <= starts_at or ends_at <= clock.now():
        raise DelegationEndsTooEarly
    if ends_at - starts_at > LONGEST:
        raise DelegationTooLong
