"""How the desk's pages say things: how long is left, where a place is. Pure: nothing is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhenglian.cases.enums import ANSWERED_STATES, DISPATCH, CaseState
from zhenglian.clocks.api import due_words

if TYPE_CHECKING:
    from zhenglian.cases.models import Case

SOON = timedelta(days=3)
HOURS_A_DAY = 24
SECONDS_AN_HOUR = 3600
DATUMS = {"wgs84": "WGS-84", "gcj02": "GCJ-02", "bd09": "BD-09"}
DIGITS = 5  # of degrees: about a metre


@dataclass(frozen=True, slots=True)
class ClockLine:
    """`tone` "", wait, bad."""

    when: str
    left: str
    tone: str


def span_words(span: timedelta) -> str:
    """In whole days, or hours below one day; rounded down."""
    hours = int(abs(span).total_seconds() // SECONDS_AN_HOUR)
    days = hours // HOURS_A_DAY
    if days:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}


def clock_line(case: Case, now: datetime) -> ClockLine:
    """The answer's deadline of a case that is under way."""
    due_at = case.answer_due_at
    if due_at is None:
        return ClockLine(due_words(None), "", "")
    if case.next_due_at is None:
        return ClockLine(due_words(due_at), _("the clock is paused"), "wait")
    if now >= due_at:
        return ClockLine(due_words(due_at), _("overdue by %s") % span_words(now - due_at), "bad")
    tone = "wait" if due_at - now <= SOON else ""
    return ClockLine(due_words(due_at), _("%s left") % span_words(due_at - now), tone)


def tone_of(case: Case) -> str:
    """Of the chip with the state, which says it in words as well."""
    if case.state in ANSWERED_STATES:
        return "good"
    if case.state in DISPATCH or case.state in {CaseState.ARBITRATION, CaseState.IN_REVIEW}:
        return "wait"
    return ""


def position_words(case: Case) -> list[str]:
    """In WGS-84, then as it came in if that was another datum or was not looked at yet."""
    found = []
    if case.lon is not None and case.lat is not None:
        found.append(coordinates(case.lon, case.lat, "wgs84"))
    pin = case.text.get("pin")
    if pin and (case.datum_in != "wgs84" or not found):
        found.append(_("as it came in: %s") % coordinates(pin[0], pin[1], case.datum_in))
    return found


def coordinates(lon: float, lat: float, datum: str) -> str:
    facts = {"lon": f"{lon:.{DIGITS}f}", "lat": f"{lat:.{DIGITS}f}", "datum": DATUMS.get(datum, datum)}
    return _("longitude %(lon)s, latitude %(lat)s (%(datum)s)") % facts
