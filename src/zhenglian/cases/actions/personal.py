"""Everything of one person by the code of their case: as a file to hand over, or erased (PIPL art. 45, 47).

Cases that were made of letters are exported and erased with their writer by the inbox (`registrations`).
"""

from __future__ import annotations

import json
import zipfile
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.cases import errors
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.erasing import erase_neighbour, erase_wholly, photos_of_neighbour
from zhenglian.cases.actions.files import file_bytes
from zhenglian.cases.actions.stepping import locked_case
from zhenglian.cases.case_record import told_of
from zhenglian.cases.enums import UNDER_WAY
from zhenglian.cases.models import Case, Follower
from zhenglian.cases.rules import check_may_see_whole
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.inbox.enums import ErasureGround
    from zhenglian.people.api import Staff


def export_case(case: Case, out: IO[bytes], *, actor: Staff | None, clock: Clock = SYSTEM) -> int:
    """Writes a ZIP archive: data.json and the photos. Returns how many photos; `actor` None is the operator.

    Records `cases.export_person`. Raises MayNotSupervise.
    """
    check_may_see_whole(case, actor=actor, clock=clock)
    told = told_of(case)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(told.data, ensure_ascii=False, indent=1, default=str))
        for name, content in told.files.items():
            archive.writestr(name, content)
    on = subject_of(case).audited()
    record("cases.export_person", actor=actor, on=on, detail={"files": len(told.files)}, clock=clock)
    return len(told.files)


def export_neighbour(
    follower: Follower, out: IO[bytes], *, actor: Staff | None, clock: Clock = SYSTEM
) -> int:
    """The same of somebody who joined a case, by their own code. Raises MayNotSupervise."""
    case = follower.case
    check_may_see_whole(case, actor=actor, clock=clock)
    data = {
        "number": case.number,
        "code": follower.code,
        "joined": follower.joined_at,
        "text": follower.words,
        "reporter": follower.contact or {},
        "answers": [follower.answer_words] if follower.answer_words else [],
        "ratings": [follower.answer_rating, follower.outcome_rating],
    }
    files = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=1, default=str))
        for photo in photos_of_neighbour(follower):
            with suppress(errors.FileGone):
                archive.writestr(f"cases/{case.number}-{photo.order}.jpeg", file_bytes(photo.digest))
                files += 1
    detail = {"files": files, "follower": follower.pk}
    record("cases.export_person", actor=actor, on=subject_of(case).audited(), detail=detail, clock=clock)
    return files


@transaction.atomic
def erase_follower(
    follower: Follower, *, ground: ErasureGround, actor: Staff | None, clock: Clock = SYSTEM
) -> None:
    """At once, whatever the case does: it goes on without their words. Raises MayNotSupervise."""
    case = locked_case(follower.case)
    check_may_see_whole(case, actor=actor, clock=clock)
    erase_neighbour(follower)
    detail = {"ground": str(ground), "follower": follower.pk}
    record("cases.erase_person", actor=actor, on=subject_of(case).audited(), detail=detail, clock=clock)


@transaction.atomic
def erase_case(case: Case, *, ground: ErasureGround, actor: Staff | None, clock: Clock = SYSTEM) -> Case:
    """At once, except while it is under way: withdraw it first. Records `cases.erase_person`.

    Raises MayNotSupervise, UnderWay, ErasedAlready.
    """
    case = locked_case(case)
    check_may_see_whole(case, actor=actor, clock=clock)
    if case.erased_at is not None:
        raise errors.ErasedAlready
    if case.state in UNDER_WAY:
        raise errors.UnderWay
    erase_wholly([case.pk], clock)
    case.refresh_from_db()
    on = subject_of(case).audited()
    record("cases.erase_person", actor=actor, on=on, detail={"ground": str(ground)}, clock=clock)
    return case
