"""Spends a quota before the call is made, gives back what was not used, learns what the platform said.

Every count is one conditional UPDATE, so that no number of workers can exceed a limit or lose a count.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.quotas.allowances import BY_KIND, NEW_POSTS, allowances_for
from zhenglian.quotas.errors import QuotaUnknown, QuotaUsedUp
from zhenglian.quotas.models import QuotaPromise, QuotaUse
from zhenglian.quotas.selectors import limits_of, refused
from zhenglian.quotas.windows import Span, span_at

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account


@transaction.atomic
def spend(account: Account, call: str, *, key: str = "", clock: Clock = SYSTEM) -> None:
    """Counts one call of the platform's interface, all its quotas or none. Raises QuotaUsedUp.

    `key` names a post (its clientmsgid): the same post counts once as a mass send, however often it is
    tried, and its promise is kept by it. New posts leave the reserve alone; looks may use it up.
    """
    allowances = allowances_for(account, call)
    promise = _promise(account, call, key, clock) if key and call in NEW_POSTS else None
    limits = limits_of(account, allowances)
    for allowance in allowances:
        limit = limits[allowance.kind]
        span = span_at(allowance.window, clock.now())
        if allowance.is_once and promise and promise.spent_at:
            before = span_at(allowance.window, promise.spent_at)
            if before == span:
                continue
            _put_back(allowance.holder(account), allowance.kind, before)  # it counts when it leaves
        cap = limit - allowance.reserve_of(limit) if call in NEW_POSTS else limit
        if not _take(allowance.holder(account), allowance.kind, span, cap, clock.now()):
            reason = refused(account, allowance, call, clock=clock)
            raise QuotaUsedUp(allowance.kind, reason.renews_at, reason.sentence)
    if promise:
        promise.spent_at = clock.now()
        promise.save(update_fields=["spent_at"])


def _promise(account: Account, call: str, key: str, clock: Clock) -> QuotaPromise:
    """The row, locked: a lease that ran over must not let one post count twice."""
    fresh = QuotaPromise(account_id=account.pk, call=call, key=key, due_at=clock.now())
    QuotaPromise.objects.bulk_create([fresh], ignore_conflicts=True)
    return QuotaPromise.objects.select_for_update().get(key=key)


def _row(holder: str, kind: str, span: Span) -> Q:
    return Q(holder=holder, kind=kind, window_start=span.start)


def _take(holder: str, kind: str, span: Span, cap: int, now: datetime) -> bool:
    """One more, if it stays within the cap. The platform's figure grows with ours until it is told anew."""
    wanted = QuotaUse.objects.filter(_row(holder, kind, span), used__lt=cap)
    wanted = wanted.filter(Q(told_used=None) | Q(told_used__lt=cap))
    wanted = wanted.filter(Q(shut_until=None) | Q(shut_until__lte=now))
    one_more = {"used": F("used") + 1, "told_used": F("told_used") + 1}
    if wanted.update(**one_more):
        return True
    _make_row(holder, kind, span)
    return bool(wanted.update(**one_more))


def _make_row(holder: str, kind: str, span: Span) -> None:
    fresh = QuotaUse(holder=holder, kind=kind, window_start=span.start)
    QuotaUse.objects.bulk_create([fresh], ignore_conflicts=True)


def _put_back(holder: str, kind: str, span: Span) -> None:
    QuotaUse.objects.filter(_row(holder, kind, span), used__gt=0).update(used=F("used") - 1)
    QuotaUse.objects.filter(_row(holder, kind, span), told_used__gt=0).update(told_used=F("told_used") - 1)


@transaction.atomic
def learn(
    account: Account,
    kind: str,
    *,
    used: int | None = None,
    shut_until: datetime | None = None,
    clock: Clock = SYSTEM,
) -> None:
    """What the platform itself said: a figure, or that it takes nothing more until a moment.

    Somebody else may use the same account by hand or by another program. Raises QuotaUnknown.
    """
    allowance = BY_KIND.get(kind)
    if allowance is None or not allowance.is_for(account):
        raise QuotaUnknown
    holder, span = allowance.holder(account), span_at(allowance.window, clock.now())
    _make_row(holder, kind, span)
    told: dict[str, int | datetime] = {}
    if used is not None:
        told["told_used"] = used
    if shut_until is not None:
        told["shut_until"] = shut_until
    QuotaUse.objects.filter(_row(holder, kind, span)).update(**told)


@transaction.atomic
def give_back(key: str, *, ends: bool) -> None:
    """The post under this name certainly did not come out: as a mass send it no longer counts.

    Calls that were made stay counted. `ends`: it will not be tried again, the promise is over.
    """
    promise = QuotaPromise.objects.select_for_update().select_related("account").filter(key=key).first()
    if promise is None:
        return
    if promise.spent_at:
        for allowance in allowances_for(promise.account, promise.call):
            if allowance.is_once:
                span = span_at(allowance.window, promise.spent_at)
                _put_back(allowance.holder(promise.account), allowance.kind, span)
    if ends:
        promise.delete()
    else:
        promise.spent_at = None
        promise.save(update_fields=["spent_at"])
