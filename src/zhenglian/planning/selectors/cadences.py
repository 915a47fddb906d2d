"""How each account stands with its promise and with the inspection's 14 days; the warnings of a person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from zhenglian.accounts.api import active_accounts
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock
from zhenglian.planning.cadence import STALE_AFTER, Pledge, next_miss, stale_step
from zhenglian.planning.enums import PlanState, Promise
from zhenglian.planning.models import Cadence, Plan
from zhenglian.planning.rules import plannable_accounts
from zhenglian.planning.selectors.posts import last_posts, promised_days
from zhenglian.workdays.api import Calendar, calendar
from zhenglian.workdays.errors import CalendarUnknown

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.people.api import Staff

HORIZON = timedelta(days=60)
LEAD = 2  # working days: what is missed until then is warned of
LEAD_WHEN_UNKNOWN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Standing:
    """`last_day` newest post; `next_day` next one planned or promised; `miss_day` None while all is covered.

    `age`: days since the last post, or since the account was opened; None when neither is known.
    `unknown_year`: the promise cannot be reckoned beyond that year's beginning.
    """

    account: Account
    cadence: Cadence | None
    today: date
    last_day: date | None
    next_day: date | None
    miss_day: date | None
    warns_until: date
    age: int | None
    unknown_year: int = 0

    @property
    def is_about_to_miss(self) -> bool:
        return self.miss_day is not None and self.miss_day <= self.warns_until

    @property
    def misses_today(self) -> bool:
        return self.miss_day == self.today

    @property
    def stale_step(self) -> int:
        return stale_step(self.age)

    @property
    def is_stale(self) -> bool:
        return self.stale_step >= STALE_AFTER

    @property
    def is_warning(self) -> bool:
        return self.is_about_to_miss or bool(self.stale_step)


def standings(accounts: Collection[Account], *, clock: Clock = SYSTEM) -> list[Standing]:
    """In the given order; five queries, however many accounts."""
    ids = [account.pk for account in accounts]
    now, today, known = clock.now(), today_of(clock), calendar()
    cadences = {row.account_id: row for row in Cadence.objects.filter(account__in=ids)}
    newest = last_posts(ids, before=now)
    ahead = promised_days(ids, now=now)
    for account_id, day in Plan.objects.filter(
        account__in=ids, state=PlanState.PLANNED, day__gte=today
    ).values_list("account_id", "day"):
        ahead.setdefault(account_id, set()).add(day)
    return [
        _standing(
            account,
            cadences.get(account.pk),
            newest.get(account.pk),
            ahead.get(account.pk, set()),
            today,
            known,
        )
        for account in accounts
    ]


def cadence_warnings(*, staff: Staff | None = None, clock: Clock = SYSTEM) -> list[Standing]:
    """Active accounts about to miss their promise or growing stale, the most urgent first.

    With `staff`: only accounts that the person may plan for.
    """
    accounts = active_accounts().select_related("unit").order_by("platform", "name", "pk")
    if staff is not None:
        accounts = accounts.filter(pk__in=plannable_accounts(staff, clock=clock))
    found = [each for each in standings(list(accounts), clock=clock) if each.is_warning]
    return sorted(found, key=lambda each: (each.miss_day or each.warns_until, -(each.age or 0)))


def pledge_of(cadence: Cadence) -> Pledge:
    return Pledge(Promise(cadence.promise), cadence.since, cadence.days)


def today_of(clock: Clock) -> date:
    return clock.now().astimezone(BEIJING).date()


def _standing(
    account: Account,
    cadence: Cadence | None,
    last: date | None,
    ahead: set[date],
    today: date,
    known: Calendar,
) -> Standing:
    covered = ahead | ({last} if last else set())
    miss, unknown = _miss(cadence, covered, today, known)
    since = last or account.opened_on
    return Standing(
        account=account,
        cadence=cadence,
        today=today,
        last_day=last,
        next_day=min(ahead, default=None),
        miss_day=miss,
        warns_until=_warns_until(today, known),
        age=(today - since).days if since and since <= today else None,
        unknown_year=unknown,
    )


def _miss(
    cadence: Cadence | None, covered: set[date], today: date, known: Calendar
) -> tuple[date | None, int]:
    if cadence is None:
        return None, 0
    try:
        until = today + HORIZON
        return next_miss(pledge_of(cadence), covered, today=today, until=until, calendar=known), 0
    except CalendarUnknown as unknown:
        return None, unknown.year


def _warns_until(today: date, known: Calendar) -> date:
    try:
        return known.add(today, LEAD)
    except CalendarUnknown:
        return today + LEAD_WHEN_UNKNOWN
