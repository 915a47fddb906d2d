"""Which days and accounts a page of the calendar shows, and the addresses of its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.urls import reverse

from zhenglian.accounts.api import active_accounts
from zhenglian.planning.forms import SpanForm
from zhenglian.planning.selectors.cadences import today_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from zhenglian.accounts.api import Account
    from zhenglian.kernel.clock import Clock
    from zhenglian.people.api import Unit

ONE_DAY = timedelta(days=1)
FIRST_DAY, LAST_DAY = date(2011, 1, 3), date(2099, 12, 20)


@dataclass(frozen=True, slots=True)
class Span:
    """A week from Monday, or the weeks that a month touches. `anchor` is a day that names it."""

    view: str
    anchor: date
    first: date
    last: date
    account: Account | None = None
    unit: Unit | None = None

    @property
    def is_month(self) -> bool:
        return self.view == "month"

    def address(self, anchor: date | None = None, *, view: str = "") -> str:
        """The page for another day or the other view, with the same filters."""
        query = QueryDict(mutable=True)
        query["view"], query["day"] = view or self.view, (anchor or self.anchor).isoformat()
        for name in ("account", "unit"):
            chosen = getattr(self, name)
            if chosen is not None:
                query[name] = str(chosen.pk)
        return f"{reverse('planning:calendar')}?{query.urlencode()}"

    @property
    def before(self) -> date:
        return (self.anchor.replace(day=1) if self.is_month else self.first) - ONE_DAY

    @property
    def after(self) -> date:
        return (_month_end(self.anchor) if self.is_month else self.last) + ONE_DAY

    def accounts(self) -> QuerySet[Account]:
        shown = active_accounts().order_by("platform", "name", "pk")
        if self.account is not None:
            shown = shown.filter(pk=self.account.pk)
        if self.unit is not None:
            shown = shown.filter(unit__path__startswith=self.unit.path)
        return shown


def span_of(form: SpanForm, clock: Clock) -> Span:
    """What cannot be read is as if it were missing: this week of all accounts."""
    form.is_valid()
    chosen = form.cleaned_data
    anchor = min(max(chosen.get("day") or today_of(clock), FIRST_DAY), LAST_DAY)
    view = chosen.get("view") or "week"
    start, end = (anchor.replace(day=1), _month_end(anchor)) if view == "month" else (anchor, anchor)
    first = start - timedelta(days=start.weekday())
    last = end + timedelta(days=6 - end.weekday())
    return Span(view, anchor, first, last, chosen.get("account"), chosen.get("unit"))


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
