"""Cases as GeoReport's requests: public ones for everybody, a client's own ones for the client that may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from zhenglian.cases.api import Case, public_cases
from zhenglian.cases.enums import ANSWERED_STATES, CaseState
from zhenglian.open311 import errors
from zhenglian.open311.enums import Scope, Status
from zhenglian.open311.models import ApiKey, Reception
from zhenglian.open311.parameters import Asked, window_of
from zhenglian.open311.selectors.catalogue import catalogue

MOST = 1000
SPAN = timedelta(days=90)
SECOND = timedelta(seconds=1)
CLOSED = (*ANSWERED_STATES, CaseState.WITHDRAWN, CaseState.JOINED)
PRIVATE_COLUMNS = ("text", "reporter", "rating_words")


def readable(key: ApiKey | None) -> QuerySet[Case]:
    """Newest first. Words and names of citizens are not even read from the database."""
    shown = Q(pk__in=public_cases().order_by().values("pk"))
    if key is not None and key.permits(Scope.READ_PRIVATE):
        shown |= Q(open311_reception__key=key)
    found = Case.objects.filter(shown).defer(*PRIVATE_COLUMNS).select_related("unit", "open311_reception")
    return found.order_by("-received_at", "-pk")


def requests(asked: Asked, *, key: ApiKey | None, now: datetime) -> list[Case]:
    """As the filters say; a list of ids beats all others. At most 1000 a page.

    Raises ParameterInvalid, SpanTooLong.
    """
    rows = readable(key)
    numbers = asked.several("service_request_id")
    if numbers:
        return list(rows.filter(number__in=numbers)[:MOST])
    window = window_of(asked, now=now, usual=SPAN, longest=SPAN)
    rows = rows.filter(received_at__gte=window.start, received_at__lt=window.end + SECOND)
    rows = _changed(_of_status(rows, asked), asked)
    codes = asked.several("service_code")
    if codes:
        rows = rows.filter(catalogue().condition(codes))
    size = asked.whole("page_size", MOST, most=MOST)
    first = (asked.whole("page", 1, most=100_000) - 1) * size
    return list(rows[first : first + size])


def request_by_id(number: str, *, key: ApiKey | None) -> Case:
    """Raises RequestUnknown, also for what is not public."""
    found = readable(key).filter(number=number).first()
    if found is None:
        raise errors.RequestUnknown
    return found


@dataclass(frozen=True, slots=True)
class TokenState:
    """`number` "": not known yet; the client asks again."""

    token: str
    number: str


def token_state(token: str, *, key: ApiKey | None) -> TokenState:
    """Raises TokenUnknown, also where the report is and stays private."""
    row = Reception.objects.select_related("key").filter(token=token).first()
    if row is None:
        raise errors.TokenUnknown
    case = readable(key).filter(pk=row.case_id).first()
    if case is not None:
        return TokenState(token, case.number if case.routed_at else "")
    waits = Case.objects.filter(pk=row.case_id, is_public=True, is_public_checked=False)
    if waits.exclude(state__in=CLOSED).exists():
        return TokenState(token, "")
    raise errors.TokenUnknown


def _of_status(rows: QuerySet[Case], asked: Asked) -> QuerySet[Case]:
    wanted = {word.lower() for word in asked.several("status")}
    if not wanted <= {Status.OPEN, Status.CLOSED}:
        raise errors.ParameterInvalid("status", "open, closed")
    if wanted == {Status.OPEN}:
        return rows.exclude(state__in=CLOSED)
    return rows.filter(state__in=CLOSED) if wanted == {Status.CLOSED} else rows


def _changed(rows: QuerySet[Case], asked: Asked) -> QuerySet[Case]:
    after, before = asked.moment("updated_after"), asked.moment("updated_before")
    if after is not None:
        rows = rows.filter(changed_at__gte=after)
    return rows if before is None else rows.filter(changed_at__lt=before + SECOND)
