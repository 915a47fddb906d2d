"""Cases by code and number, and those that the public may read."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from zhenglian.cases.enums import CaseState
from zhenglian.cases.models import Case, Follower
from zhenglian.kernel.ids import as_code


def case_by_code(typed: str) -> Case | None:
    """In any spelling; None for what is no code, or nobody's."""
    code = as_code(typed)
    if code is None:
        return None
    return Case.objects.select_related("unit", "joined_to").filter(code=code).first()


def follower_by_code(typed: str) -> Follower | None:
    """A neighbour who joined; also the citizen of a case that was joined to another."""
    code = as_code(typed)
    if code is None:
        return None
    return Follower.objects.select_related("case__unit", "joined_case").filter(code=code).first()


def address_of_code(code: str) -> str:
    """Of the page behind a code in its one spelling; "" for nobody's."""
    for model in (Case, Follower):
        if model.objects.filter(code=code).exists():
            return reverse("reports:case", args=[code])
    return ""


def case_by_number(number: str) -> Case | None:
    """Whoever asks still has to be let see it (`scope`)."""
    return Case.objects.select_related("unit").filter(number=number.strip()).first()


def public_cases() -> QuerySet[Case]:
    """May be public and was looked at by a person; withdrawn and joined ones are not shown.

    Only `title_public`, `text_public`, times, state, office, county and topic may go to the page.
    """
    hidden = (CaseState.WITHDRAWN, CaseState.JOINED)
    shown = Case.objects.filter(is_public=True, is_public_checked=True).exclude(state__in=hidden)
    return shown.defer("text", "reporter", "rating_words").select_related("unit").order_by("-received_at")
