"""Takes what reviewers wrote out of decisions, when the subject is erased: it may quote the citizen.

Who decided what, when, on which exact content, and the reason by its code stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db.models import Q

from zhenglian.reviews.models import Decision

CHUNK = 1000  # subjects at a time: a statement takes only so many values


def forget_words(kind: str, ids: Iterable[object]) -> int:
    """Of all rounds on subjects of that kind; how many decisions had words. The caller records why."""
    rest, emptied = iter(ids), 0
    while chunk := [str(each) for each in islice(rest, CHUNK)]:
        of_them = Decision.objects.filter(review__subject_kind=kind, review__subject_id__in=chunk)
        keys = list(of_them.exclude(Q(comment="") & Q(remarks=[])).values_list("pk", flat=True))
        emptied += Decision.objects.filter(pk__in=keys).update(comment="", remarks=[])
    return emptied
