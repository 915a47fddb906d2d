"""What an answer stands on: evidence since the last reopening, and the parts of co-handlers."""

from __future__ import annotations

from django.db.models import QuerySet

from zhenglian.cases.models import Case, CoHandling


def has_evidence(case: Case) -> bool:
    """After a reopening what was shown before does not count any more."""
    rows = case.evidence.all()
    if case.reopened_at is not None:
        rows = rows.filter(at__gte=case.reopened_at)
    return rows.exists()


def missing_parts(case: Case) -> QuerySet[CoHandling]:
    """Co-handlers that were neither released nor have written their part."""
    return case.co_handlings.filter(released_at=None, done_at=None)
