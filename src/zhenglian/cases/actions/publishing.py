"""What the public may read of a case: masked by the machine, looked at by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.cases import errors
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.stepping import locked_case
from zhenglian.cases.models import Case
from zhenglian.cases.namelessness import without_reporter
from zhenglian.cases.rules import roles_on
from zhenglian.cases.states import Who
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

MAY_CHECK = {Who.LEAD, Who.DESK, Who.SUPERVISOR}
TITLE_SIGNS, MOST_SIGNS = 120, 8000


@transaction.atomic
def check_public_text(
    case: Case, *, title: str, text: str, is_public: bool, actor: Staff, clock: Clock = SYSTEM
) -> Case:
    """Somebody has read what the public will read; what the machine still finds is masked once more.

    A case whose citizen did not agree is never made public here. Records `cases.check_public`. Raises
    MayNotHandle.
    """
    case = locked_case(case)
    if not MAY_CHECK & roles_on(actor, case, clock=clock):
        raise errors.MayNotHandle
    case.title_public = without_reporter(" ".join(title.split()), case.reporter)[:TITLE_SIGNS]
    case.text_public = without_reporter(text.strip(), case.reporter)[:MOST_SIGNS]
    case.is_public = case.is_public and is_public
    case.is_public_checked = True
    case.save(update_fields=["title_public", "text_public", "is_public", "is_public_checked"])
    on = subject_of(case).audited()
    record("cases.check_public", actor=actor, on=on, detail={"public": case.is_public}, clock=clock)
    return case
