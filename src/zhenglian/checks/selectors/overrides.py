"""Which findings of a subject a reviewer let pass; what was counted a column."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from zhenglian.checks.models import CheckCount, Override


def overrides_of(kind: str, subject_id: str) -> dict[str, Override]:
    """{fingerprint: override}, with the person."""
    rows = Override.objects.filter(subject_kind=kind, subject_id=subject_id).select_related("by")
    return {row.fingerprint: row for row in rows}


def check_counts(first: date, last: date) -> QuerySet[CheckCount]:
    """Counts of these days, both included."""
    return CheckCount.objects.filter(day__gte=first, day__lte=last)
