"""The rows of a queue as the template shows them, with the offices that the machine suggests."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zhenglian.cases.desk_words import ClockLine, clock_line, tone_of
from zhenglian.cases.enums import ANSWERED_STATES, DISPATCH, CaseState, RequestKind
from zhenglian.cases.scope import is_reached
from zhenglian.people.api import Unit, effective_postings
from zhenglian.people.enums import Role
from zhenglian.routing.api import area_name, category_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zhenglian.cases.models import Case, ClockRequest
    from zhenglian.people.api import Posting, Staff


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`place` in the case's suggestions, which is what the button sends."""

    place: int
    unit: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    number: str
    title: str
    state: str
    tone: str
    unit: str
    county: str
    topic: str
    received_at: datetime
    clock: ClockLine | None
    suggestions: list[Suggestion]
    requests: list[str]
    is_reopened: bool
    is_raised: bool
    is_near_border: bool


def rows_of(
    cases: Iterable[Case], *, staff: Staff, now: datetime, requests: Iterable[ClockRequest] = ()
) -> list[Row]:
    """One query for all offices that are suggested. `requests` about clocks are said in the rows."""
    listed = list(cases)
    asked = defaultdict[int, list[str]](list)
    for each in requests:
        asked[each.case_id].append(_request_words(each))
    wanted = {row["unit"] for case in listed for row in case.suggestions if row.get("unit")}
    units = Unit.objects.in_bulk(wanted) if wanted else {}
    postings = [
        each for each in effective_postings(staff) if each.role in {Role.DUTY_OFFICER, Role.SUPERVISOR}
    ]
    return [_row(case, units, postings, now, asked[case.pk]) for case in listed]


def suggestions_of(case: Case, units: Mapping[int, Unit]) -> list[Suggestion]:
    """Only those that name an office."""
    return [
        Suggestion(place, str(units[row["unit"]]), _why(row))
        for place, row in enumerate(case.suggestions)
        if row.get("unit") in units
    ]


def _why(row: Mapping[str, object]) -> str:
    if row.get("by") == "refusal":
        return _("named by the office that refused")
    name, share = category_name(str(row.get("category", ""))), row.get("probability")
    if isinstance(share, (int, float)) and share < 1:
        return _("%(topic)s, %(share)s %%") % {"topic": name, "share": round(100 * share)}
    return name


def _request_words(request: ClockRequest) -> str:
    """What is asked for, and by whom."""
    facts = {"days": request.days, "who": request.asked_by, "unit": request.unit}
    if request.kind == RequestKind.PAUSE:
        return _("Asks for a pause of %(days)s working days: %(who)s, %(unit)s") % facts
    return _("Asks for an extension: %(who)s, %(unit)s") % facts


def _row(
    case: Case, units: Mapping[int, Unit], postings: list[Posting], now: datetime, requests: list[str]
) -> Row:
    may_assign = case.state in DISPATCH and is_reached(case.unit, postings)
    is_over = case.state in ANSWERED_STATES or case.state in {CaseState.WITHDRAWN, CaseState.JOINED}
    return Row(
        number=case.number,
        title=case.title or _("(no title)"),
        state=case.get_state_display(),
        tone=tone_of(case),
        unit=str(case.unit),
        county=area_name(case.county_code) if case.county_code else "",
        topic=category_name(case.category_key) if case.category_key else "",
        received_at=case.received_at,
        clock=None if is_over else clock_line(case, now),
        suggestions=suggestions_of(case, units) if may_assign else [],
        requests=requests,
        is_reopened=case.reopened_at is not None,
        is_raised=case.raised_to_id is not None,
        is_near_border=bool(case.near_counties),
    )
