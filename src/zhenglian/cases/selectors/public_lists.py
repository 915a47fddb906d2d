"""What everybody may read: checked cases by county and topic, and the library of closed answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from zhenglian.cases.enums import AnswerState, CaseState
from zhenglian.cases.models import Answer, Case, Photo
from zhenglian.cases.selectors.cases import public_cases

MOST_WORDS = 8
PROVINCE_DIGITS = {"0000": 2, "00": 4}


@dataclass(frozen=True, slots=True)
class Wanted:
    """`county` is a division's code, of a province or city with all below it; `topic` a key or "";

    `words` are all looked for; `is_late`: only those whose deadline has passed.
    """

    county: str = ""
    topic: str = ""
    words: str = ""
    is_late: bool = False


def shown_cases(wanted: Wanted) -> QuerySet[Case]:
    """Newest first; masked words only."""
    rows = public_cases()
    if wanted.county:
        rows = rows.filter(county_code__startswith=_stem(wanted.county))
    if wanted.topic:
        rows = rows.filter(Q(category_key=wanted.topic) | Q(category_key__startswith=f"{wanted.topic}/"))
    for word in words_of(wanted.words):
        rows = rows.filter(Q(title_public__icontains=word) | Q(text_public__icontains=word))
    return rows


def late_among(rows: QuerySet[Case], *, now: datetime) -> QuerySet[Case]:
    """Owed and late: the clock runs, and its end has passed."""
    return rows.filter(next_due_at__lte=now)


def public_case(number: str) -> Case | None:
    """By its number; None for one that is not public, as for one that does not exist."""
    return public_cases().filter(number=number).first()


def public_photos(case: Case) -> QuerySet[Photo]:
    """Released by a person; where something was blurred, only that copy is served."""
    return case.photos.filter(is_public=True)


def public_answers(case: Case) -> QuerySet[Answer]:
    """Those sent that have a masked text, the newest first; the full text is not loaded."""
    rows = case.answers.filter(state=AnswerState.SENT).exclude(text_public="")
    return rows.select_related("unit").defer("content").order_by("-sent_at")


def counties_shown() -> list[tuple[str, int]]:
    """(county code, number of public cases), by code."""
    rows = public_cases().exclude(county_code="").order_by("county_code")
    return [(row["county_code"], row["n"]) for row in rows.values("county_code").annotate(n=Count("pk"))]


def topics_shown() -> list[str]:
    """Keys of the categories of public cases, in their order."""
    rows = public_cases().exclude(category_key="").order_by("category_key")
    return list(rows.values_list("category_key", flat=True).distinct())


def library(words: str, topic: str = "") -> QuerySet[Answer]:
    """Answers of closed public cases, masked and reviewed; the last one of each case, newest first."""
    rows = Answer.objects.filter(
        state=AnswerState.SENT,
        case__state=CaseState.CLOSED,
        case__is_public=True,
        case__is_public_checked=True,
    ).exclude(text_public="")
    if topic:
        rows = rows.filter(Q(case__category_key=topic) | Q(case__category_key__startswith=f"{topic}/"))
    for word in words_of(words):
        rows = rows.filter(
            Q(text_public__icontains=word)
            | Q(case__title_public__icontains=word)
            | Q(case__text_public__icontains=word)
        )
    rows = rows.select_related("case", "unit")
    return rows.defer("content", "case__text", "case__reporter").order_by("-sent_at", "-pk")


def words_of(query: str) -> list[str]:
    """Separated by blanks; at most eight."""
    return query.replace("\x00", "").replace("，", " ").split()[:MOST_WORDS]


def _stem(code: str) -> str:
    """The digits that all counties below it begin with."""
    for tail, digits in PROVINCE_DIGITS.items():
        if code.endswith(tail):
            return code[:digits]
    return code
