"""Changes a limit, because the platform's contract with this office says otherwise than its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit import api as audit
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.quotas.allowances import BY_KIND
from zhenglian.quotas.errors import LimitReasonMissing, MayNotChangeLimit, QuotaUnknown
from zhenglian.quotas.models import QuotaLimit
from zhenglian.quotas.rules import can_change_limit

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.people.api import Staff


@transaction.atomic
def change_limit(
    kind: str,
    account: Account | None,
    *,
    limit: int,
    reason: str,
    actor: Staff | None,
    clock: Clock = SYSTEM,
) -> QuotaLimit:
    """Of one account; with None the default for all accounts of the platform.

    Records `quotas.change_limit`. Raises MayNotChangeLimit, QuotaUnknown, LimitReasonMissing.
    """
    if not can_change_limit(actor, account, clock=clock):
        raise MayNotChangeLimit
    allowance = BY_KIND.get(kind)
    if allowance is None or (account is not None and not allowance.is_for(account)):
        raise QuotaUnknown
    if not reason.strip():
        raise LimitReasonMissing
    before = QuotaLimit.objects.select_for_update().filter(kind=kind, account=account).first()
    row = before or QuotaLimit(kind=kind, account=account)
    detail = {
        "kind": kind,
        "account": str(account or ""),
        "limit": [before.limit if before else allowance.limit, limit],
        "reason": reason.strip(),
    }
    row.limit, row.reason, row.changed_at = limit, reason.strip()[:200], clock.now()
    row.save()
    audit.record("quotas.change_limit", actor=actor, on=row, detail=detail, clock=clock)
    return row
