"""What is left: of the quotas that a release needs, and of all quotas of an account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.quotas.allowances import (
    NEW_POSTS,
    Allowance,
    allowances_for,
    allowances_of,
    release_call,
)
from zhenglian.quotas.forecasts import Forecast
from zhenglian.quotas.models import QuotaLimit, QuotaPromise, QuotaUse
from zhenglian.quotas.windows import Span, span_at

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account


def forecast(account: Account, *, at: datetime, clock: Clock = SYSTEM) -> list[Forecast]:
    """What a release to this account at that moment would meet, the scarcest quota first.

    Empty where nothing is counted (our website, accounts that people post to by hand). Counts what is
    used in the window of `at`, and what the delivery ledger has promised until its end.
    """
    allowances = allowances_for(account, release_call(account))
    ledger = _ledger(account, allowances, clock)
    moment = max(at, ledger.now)
    found = [_standing(ledger, one, moment, waiting=_waiting(ledger, one, moment)) for one in allowances]
    return sorted(found, key=lambda one: one.left)


def standings(account: Account, *, clock: Clock = SYSTEM) -> list[Forecast]:
    """Every quota of the account as it stands now, in the order of the table; 3 queries."""
    allowances = allowances_of(account)
    ledger = _ledger(account, allowances, clock)
    return [
        _standing(ledger, one, ledger.now, waiting=_waiting(ledger, one, ledger.now)) for one in allowances
    ]


def refused(account: Account, allowance: Allowance, call: str, *, clock: Clock) -> Forecast:
    """Why this call cannot be made now; what else is promised does not matter any more."""
    ledger = _ledger(account, [allowance], clock)
    return _standing(ledger, allowance, ledger.now, waiting=0, is_post=call in NEW_POSTS)


def limits_of(account: Account, allowances: Iterable[Allowance]) -> dict[str, int]:
    """{kind: limit}: the account's own, else the platform's default, else the published one."""
    kinds = {allowance.kind: allowance.limit for allowance in allowances}
    rows = QuotaLimit.objects.filter(Q(account=account.pk) | Q(account=None), kind__in=kinds)
    for row in sorted(rows, key=lambda row: row.account_id or 0):  # the account's own last
        kinds[row.kind] = row.limit
    return kinds


@dataclass(frozen=True, slots=True)
class _Ledger:
    """What the tables hold about an account's quotas now. `due`: [(kind of quota, moment)], unspent."""

    account: Account
    now: datetime
    limits: dict[str, int]
    uses: dict[str, QuotaUse]
    due: list[tuple[str, datetime]]


def _ledger(account: Account, allowances: list[Allowance], clock: Clock) -> _Ledger:
    now = clock.now()
    starts = {allowance.kind: span_at(allowance.window, now).start for allowance in allowances}
    rows = QuotaUse.objects.filter(
        holder__in={allowance.holder(account) for allowance in allowances},
        kind__in=starts,
        window_start__in=set(starts.values()),
    )
    uses = {row.kind: row for row in rows if row.window_start == starts[row.kind]}
    return _Ledger(account, now, limits_of(account, allowances), uses, _due(account, allowances))


def _due(account: Account, allowances: list[Allowance]) -> list[tuple[str, datetime]]:
    """Posts still to leave, by the quotas that they will use up; of all accounts where one is shared."""
    shared = {allowance.kind for allowance in allowances if allowance.is_shared}
    calls = {call: {one.kind for one in allowances_for(account, call)} for call in NEW_POSTS}
    rows = QuotaPromise.objects.filter(spent_at=None, call__in=[call for call in calls if calls[call]])
    if not shared:
        rows = rows.filter(account=account.pk)
    return [
        (kind, due_at)
        for call, owner, due_at in rows.values_list("call", "account_id", "due_at")
        for kind in calls[call]
        if owner == account.pk or kind in shared
    ]


def _standing(
    ledger: _Ledger, allowance: Allowance, at: datetime, *, waiting: int, is_post: bool = True
) -> Forecast:
    span, limit = span_at(allowance.window, at), ledger.limits[allowance.kind]
    row, kept = ledger.uses.get(allowance.kind), allowance.reserve_of(limit)
    used = row.taken if row and row.window_start == span.start else 0
    left, renews_at = max(0, limit - used - waiting - (kept if is_post else 0)), span.end
    if left and row and row.shut_until and at < row.shut_until:
        left, renews_at = 0, row.shut_until
    return Forecast(
        kind=allowance.kind,
        label=allowance.label,
        limit=limit,
        kept=kept,
        used=used,
        promised=waiting,
        left=left,
        renews_at=renews_at,
        span=span,
        now=ledger.now,
    )


def _waiting(ledger: _Ledger, allowance: Allowance, at: datetime) -> int:
    """Posts that will want to leave in that window, with what the windows before it cannot take."""
    span, wanted = span_at(allowance.window, ledger.now), span_at(allowance.window, at)
    limit = ledger.limits[allowance.kind]
    cap = limit - allowance.reserve_of(limit)
    room = _room(ledger.uses.get(allowance.kind), span, cap)
    due = sorted(moment for kind, moment in ledger.due if kind == allowance.kind and moment < wanted.end)
    waiting = 0
    while True:
        count = sum(moment < span.end for moment in due)
        due, waiting = due[count:], waiting + count
        if span.start >= wanted.start or (waiting and cap <= 0):
            return waiting + len(due)
        waiting, room = max(0, waiting - room), max(0, cap)
        # Nothing carried over: on to the window of the next promise, or to the wanted one.
        span = span.following if waiting else span_at(allowance.window, due[0] if due else wanted.start)


def _room(row: QuotaUse | None, span: Span, cap: int) -> int:
    """What the present window can still take."""
    if row is None:
        return max(0, cap)
    is_shut = row.shut_until is not None and row.shut_until >= span.end
    return 0 if is_shut else max(0, cap - row.taken)
