"""What the delivery ledger is going to send, so that a forecast can count it before it leaves."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from zhenglian.quotas.allowances import release_call
from zhenglian.quotas.models import QuotaPromise

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account


def promise(account: Account, *, key: str, due_at: datetime) -> None:
    """One post of the account that is to leave at that moment; the same key again is the same post."""
    call = release_call(account)
    if call:
        rows = [QuotaPromise(account_id=account.pk, call=call, key=key, due_at=due_at)]
        QuotaPromise.objects.bulk_create(rows, ignore_conflicts=True)


def settle_promise(key: str) -> None:
    """It is out, or nobody can tell: what was counted stays counted, and nothing more is to come."""
    QuotaPromise.objects.filter(key=key).delete()
