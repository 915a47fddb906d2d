"""The due time of a case, as its clock has it now. Written by nobody else."""

from __future__ import annotations

from zhenglian.cases.enums import SUBJECT_KIND
from zhenglian.cases.models import Case
from zhenglian.clocks.api import Run, Subject


def subject_of(case: Case) -> Subject:
    """The case as its clock and the audit record know it: by its number."""
    return Subject(SUBJECT_KIND, str(case.pk), case.number)


def keep_abreast(run: Run) -> None:
    """One UPDATE in the transaction of the clock's own act. No next due time while it is paused or over."""
    is_still = run.finished_at is not None or run.paused_since is not None
    Case.objects.filter(pk=int(run.subject_id)).update(
        answer_due_at=run.answer_due_at, next_due_at=None if is_still else run.answer_due_at
    )
