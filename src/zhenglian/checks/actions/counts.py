"""Counts findings for the statistics: each once, by day, column and code; never by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.db.models import F

from zhenglian.checks.enums import Outcome
from zhenglian.checks.models import CheckCount, SeenFinding
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock

FIELDS = {Outcome.OPEN: "found", Outcome.MENDED: "mended", Outcome.OVERRIDDEN: "overridden"}


@transaction.atomic
def count_findings(
    kind: str, subject_id: str, *, found: Mapping[str, str], column_key: str, clock: Clock = SYSTEM
) -> None:
    """`found` is {fingerprint: code} of everything found in the subject's text now.

    What is new counts as found; what was counted before, stands open and is no longer there, as mended.
    """
    seen = _seen(kind, subject_id)
    fresh = {fingerprint: code for fingerprint, code in found.items() if fingerprint not in seen}
    SeenFinding.objects.bulk_create(
        [
            SeenFinding(
                subject_kind=kind,
                subject_id=subject_id,
                fingerprint=fingerprint,
                code=code,
                column_key=column_key,
            )
            for fingerprint, code in fresh.items()
        ],
        ignore_conflicts=True,
    )
    gone = [row for row in seen.values() if row.fingerprint not in found]
    _count(Outcome.OPEN, Counter((column_key, code) for code in fresh.values()), clock)
    _settle(gone, Outcome.MENDED, clock)


@transaction.atomic
def count_override(
    kind: str, subject_id: str, *, fingerprints: Collection[str], clock: Clock = SYSTEM
) -> None:
    """These findings were let pass. They must have been counted as found before."""
    seen = _seen(kind, subject_id)
    _settle([seen[key] for key in fingerprints if key in seen], Outcome.OVERRIDDEN, clock)


def _seen(kind: str, subject_id: str) -> dict[str, SeenFinding]:
    rows = SeenFinding.objects.select_for_update().filter(subject_kind=kind, subject_id=subject_id)
    return {row.fingerprint: row for row in rows}


def _settle(rows: list[SeenFinding], outcome: Outcome, clock: Clock) -> None:
    """An outcome counts once; a finding that comes back later is not counted anew."""
    open_rows = [row for row in rows if row.outcome == Outcome.OPEN]
    for row in open_rows:
        row.outcome = outcome
    SeenFinding.objects.bulk_update(open_rows, ["outcome"])
    _count(outcome, Counter((row.column_key, row.code) for row in open_rows), clock)


def _count(outcome: Outcome, numbers: Mapping[tuple[str, str], int], clock: Clock) -> None:
    day: date = clock.now().astimezone(BEIJING).date()
    field = FIELDS[outcome]
    for (column_key, code), number in sorted(numbers.items()):
        CheckCount.objects.get_or_create(day=day, column_key=column_key, code=code)
        rows = CheckCount.objects.filter(day=day, column_key=column_key, code=code)
        rows.update(**{field: F(field) + number})
