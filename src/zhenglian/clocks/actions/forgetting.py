"""Takes the words of reasons out of a clock whose matter is erased; the times and deadlines stay."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from zhenglian.clocks.models import Event, Run


@transaction.atomic
def forget_words(kind: str, ids: Iterable[object]) -> int:
    """For subjects of that kind; how many clocks had words. The caller records why."""
    runs = Run.objects.filter(subject_kind=kind, subject_id__in=[str(each) for each in ids])
    Event.objects.filter(run__in=runs).exclude(reason=None).update(reason=None)
    worded = runs.exclude(pause_reason=None, extended_reason=None)
    return worded.update(pause_reason=None, extended_reason=None)
