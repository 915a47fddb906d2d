"""Setting how often an account is promised to be updated."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.planning.enums import Promise
from zhenglian.planning.errors import DaysUnclear, MayNotPromise
from zhenglian.planning.models import LONGEST_PROMISE, Cadence
from zhenglian.planning.rules import can_promise

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.people.api import Staff


@transaction.atomic
def set_cadence(
    account: Account,
    *,
    promise: Promise | str,
    days: int = 1,
    since: date,
    actor: Staff | None,
    clock: Clock = SYSTEM,
) -> Cadence:
    """The promise from `since` on; `days` counts for EVERY only. Raises MayNotPromise, DaysUnclear."""
    _demand_promiser(account, actor, clock)
    promise = Promise(promise)
    days = days if promise == Promise.EVERY else 1
    if not 1 <= days <= LONGEST_PROMISE:
        raise DaysUnclear
    before = str(Cadence.objects.filter(account=account).first() or "")
    values = {"promise": promise, "days": days, "since": since}
    cadence, _created = Cadence.objects.update_or_create(account=account, defaults=values)
    detail = {"before": before, "promise": str(promise), "days": days, "since": str(since)}
    record("planning.set_cadence", actor=actor, on=account, detail=detail, clock=clock)
    return cadence


@transaction.atomic
def end_cadence(account: Account, *, actor: Staff | None, clock: Clock = SYSTEM) -> None:
    """No promise any more; only the inspection's 14 days are watched. Raises MayNotPromise."""
    _demand_promiser(account, actor, clock)
    cadence = Cadence.objects.filter(account=account).first()
    if cadence is not None:
        before = str(cadence)
        cadence.delete()
        record("planning.end_cadence", actor=actor, on=account, detail={"before": before}, clock=clock)


def _demand_promiser(account: Account, actor: Staff | None, clock: Clock) -> None:
    if not can_promise(actor, account, clock=clock):
        raise MayNotPromise
