"""A case as routing sees it: topic, area, whom it complains about, who refused. No word of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from zhenglian.cases.models import Case
from zhenglian.routing.api import Asked, Question


def question_of(case: Case, *, category_key: str | None = None) -> Question:
    """Three queries at most; prefetched relations cost none.

    No level is stated: a report is made to «the government», never to an office of some level, and a letter
    to a ministry becomes a case so that city and county answer it. Rows with a level do not fit cases.
    """
    return Question(
        category_key=case.category_key if category_key is None else category_key,
        area_code=case.county_code,
        about=frozenset(unit.pk for unit in case.about.all()),
        tried=frozenset(refusal.unit_id for refusal in case.refusals.all()),
    )


def questions_between(since: datetime, until: datetime) -> Iterator[Asked]:
    """Of cases with a topic that came in then: for the trial of a new table. `tried` stays out of it."""
    rows = Case.objects.filter(received_at__gte=since, received_at__lt=until).exclude(category_key="")
    for case in rows.defer("text", "reporter").prefetch_related("about").order_by("pk"):
        about = frozenset(unit.pk for unit in case.about.all())
        yield Asked(case.number, Question(case.category_key, case.county_code, about=about))
