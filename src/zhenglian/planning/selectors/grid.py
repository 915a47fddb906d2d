"""The calendar's cells: what was planned against what came out, for each account and day of a span."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.planning.cadence import days_to_fill, missed_days
from zhenglian.planning.enums import Mark, PlanState
from zhenglian.planning.models import LONGEST_PROMISE, Plan
from zhenglian.planning.selectors.cadences import Standing, pledge_of, standings, today_of
from zhenglian.planning.selectors.posts import Post, posts_between
from zhenglian.workdays.api import Calendar, Day, calendar
from zhenglian.workdays.errors import CalendarUnknown

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account

MIDNIGHT = time.min


@dataclass(frozen=True, slots=True)
class Item:
    """A card: an open plan, a row of the ledger with the plan it fulfils, or a plan done on another day."""

    account: Account
    plan: Plan | None = None
    post: Post | None = None

    @property
    def at_time(self) -> time | None:
        if self.post is not None:
            return self.post.clock_time
        return self.plan.at_time if self.plan is not None else None

    @property
    def was_moved(self) -> bool:
        """It came out on another day than it was planned for."""
        return self.plan is not None and self.post is not None and self.plan.day != self.post.day


@dataclass(frozen=True, slots=True)
class Cell:
    """One day, of one account or of all."""

    day: Day
    today: date
    items: tuple[Item, ...] = ()

    @property
    def is_today(self) -> bool:
        return self.day.day == self.today

    @property
    def is_past(self) -> bool:
        return self.day.day < self.today


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account's span. `gaps`: days over at which its promise was broken; `to_fill`: days to plan."""

    account: Account
    standing: Standing
    cells: tuple[Cell, ...]
    posted: int
    planned: int
    gaps: tuple[date, ...] = ()
    to_fill: tuple[date, ...] = ()


@dataclass
class _Span:
    """What one reading of the database found for the accounts of a page."""

    first: date
    last: date
    today: date
    calendar: Calendar
    posts: dict[int, list[Post]] = field(default_factory=dict)
    plans: dict[int, list[Plan]] = field(default_factory=dict)


def account_rows(
    accounts: list[Account], first: date, last: date, *, clock: Clock = SYSTEM
) -> list[AccountRow]:
    """Rows in the given order for the days from `first` to `last`; a fixed number of queries."""
    span = _read(accounts, first, last, clock)
    return [
        _row(account, standing, span)
        for account, standing in zip(accounts, standings(accounts, clock=clock), strict=True)
    ]


def merged_cells(rows: Iterable[AccountRow]) -> list[Cell]:
    """One cell a day with the items of all accounts, in order of time: for the month."""
    by_day: dict[date, Cell] = {}
    for row in rows:
        for cell in row.cells:
            kept = by_day.get(cell.day.day)
            items = (*(kept.items if kept else ()), *cell.items)
            by_day[cell.day.day] = Cell(cell.day, cell.today, tuple(sorted(items, key=_order)))
    return [by_day[day] for day in sorted(by_day)]


def _read(accounts: list[Account], first: date, last: date, clock: Clock) -> _Span:
    ids = [account.pk for account in accounts]
    span = _Span(first, last, today_of(clock), calendar())
    for post in posts_between(first - timedelta(days=LONGEST_PROMISE), last, ids):
        span.posts.setdefault(post.account_id, []).append(post)
    plans = Plan.objects.filter(account__in=ids, day__gte=first, day__lte=last)
    fulfilled = Plan.objects.filter(
        release__in={post.release_id for posts in span.posts.values() for post in posts}, account__in=ids
    )
    found = (plans | fulfilled).exclude(state=PlanState.DROPPED)
    for plan in found.select_related("article", "topic", "owner", "account"):
        span.plans.setdefault(plan.account_id, []).append(plan)
    return span


def _row(account: Account, standing: Standing, span: _Span) -> AccountRow:
    posts, plans = span.posts.get(account.pk, []), span.plans.get(account.pk, [])
    items = _items(account, posts, plans, span)
    days = span.calendar.days_of(span.first, span.last)
    posted = {post.day for post in posts if post.mark == Mark.PUBLISHED}
    return AccountRow(
        account=account,
        standing=standing,
        cells=tuple(Cell(day, span.today, tuple(items.get(day.day, ()))) for day in days),
        posted=sum(span.first <= post.day <= span.last and post.mark == Mark.PUBLISHED for post in posts),
        planned=sum(plan.is_open and span.first <= plan.day <= span.last for plan in plans),
        gaps=tuple(_gaps(standing, posted, span)),
        to_fill=tuple(_to_fill(standing, posts, plans, span)),
    )


def _items(account: Account, posts: list[Post], plans: list[Plan], span: _Span) -> dict[date, list[Item]]:
    by_release = {plan.release_id: plan for plan in plans if plan.release_id}
    shown = [
        Item(account, by_release.get(post.release_id), post)
        for post in posts
        if span.first <= post.day <= span.last
    ]
    taken = {item.plan.pk for item in shown if item.plan}
    shown += [
        Item(account, plan) for plan in plans if plan.pk not in taken and span.first <= plan.day <= span.last
    ]
    found: dict[date, list[Item]] = {}
    for item in sorted(shown, key=_order):
        day = item.post.day if item.post else item.plan.day if item.plan else span.first
        found.setdefault(day, []).append(item)
    return found


def _order(item: Item) -> tuple[bool, time, int]:
    return item.at_time is None, item.at_time or MIDNIGHT, item.account.pk


def _gaps(standing: Standing, posted: set[date], span: _Span) -> list[date]:
    """Today is not over yet."""
    yesterday = min(span.last, span.today - timedelta(days=1))
    if standing.cadence is None or yesterday < span.first:
        return []
    return missed_days(pledge_of(standing.cadence), posted, span.first, yesterday, span.calendar)


def _to_fill(standing: Standing, posts: list[Post], plans: list[Plan], span: _Span) -> list[date]:
    first = max(span.first, span.today)
    if standing.cadence is None or first > span.last:
        return []
    covered = {post.day for post in posts if post.counts} | {plan.day for plan in plans if plan.is_open}
    covered |= {standing.last_day} if standing.last_day else set()
    try:
        return days_to_fill(
            pledge_of(standing.cadence), covered, first=first, last=span.last, calendar=span.calendar
        )
    except CalendarUnknown:
        return []
