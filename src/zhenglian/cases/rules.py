"""Who may do what with a case: the table's `who` in terms of postings. Asked by the actions, and by pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.cases import errors
from zhenglian.cases.enums import Act
from zhenglian.cases.scope import is_of_those_complained_about, is_reached
from zhenglian.cases.states import Who, acts_in, row_of
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import can_administer, effective_postings
from zhenglian.people.enums import REVIEWERS, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhenglian.cases.models import Case, ClockRequest
    from zhenglian.people.api import Posting, Staff, Unit

OFFICERS = (Role.DUTY_OFFICER,)
DESK = (Role.DUTY_OFFICER, Role.SUPERVISOR)
SUPERVISORS = (Role.SUPERVISOR,)


def may_enter(staff: Staff) -> bool:
    """Sees the menu item and the queues, which show only cases in the person's scope."""
    return any(posting.role in DESK for posting in effective_postings(staff))


def can_act_for(staff: Staff, roles: Iterable[Role], unit: Unit | None, *, clock: Clock = SYSTEM) -> bool:
    """By a posting there or above, as deputy too; the state level acts for its own offices only."""
    if unit is None:
        return False
    wanted = set(roles)
    postings = [each for each in effective_postings(staff, clock=clock) if each.role in wanted]
    return is_reached(unit, postings)


def roles_on(
    staff: Staff, case: Case, *, wanted: Iterable[Who] = tuple(Who), clock: Clock = SYSTEM
) -> set[Who]:
    """What the person is in this case; nothing for those of an office that it complains about.

    At least the `wanted` ones are looked for.
    """
    postings = effective_postings(staff, clock=clock)
    if not postings or is_of_those_complained_about(postings, case):
        return set()
    officer = [each for each in postings if each.role in OFFICERS]
    found = set()
    if is_reached(case.unit, officer):
        found |= {Who.LEAD, Who.DESK}
    if case.raised_to_id and case.raised_to is not None and is_reached(case.raised_to, officer):
        found.add(Who.LEAD)
    if is_reached(case.unit, [each for each in postings if each.role in SUPERVISORS]):
        found |= {Who.SUPERVISOR, Who.DESK}
    if Who.DESK in found:
        found.add(Who.ARBITER)  # while a case is in arbitration, its arbiter owns it
    if is_reached(case.unit, [each for each in postings if each.role in REVIEWERS]):
        found.add(Who.REVIEWER)
    if officer and Who.CO_HANDLER in wanted and _helps(case, officer):
        found.add(Who.CO_HANDLER)
    return found


def _helps(case: Case, postings: list[Posting]) -> bool:
    helping = case.co_handlings.filter(released_at=None).select_related("unit")
    return any(is_reached(each.unit, postings) for each in helping)


def may(act: Act, staff: Staff, case: Case, *, clock: Clock = SYSTEM) -> bool:
    """Whether the table lets this person do this; not whether the state is right."""
    who = row_of(act).who
    return bool(set(who) & roles_on(staff, case, wanted=who, clock=clock))


def offered_acts(staff: Staff, case: Case, *, clock: Clock = SYSTEM) -> list[Act]:
    """What a page offers this person now, in the order of the table."""
    held = roles_on(staff, case, clock=clock)
    return [act for act in acts_in(case.state) if set(row_of(act).who) & held]


def check_may(act: Act, case: Case, *, actor: Staff, clock: Clock) -> None:
    """Raises the refusal that says who may instead."""
    who = set(row_of(act).who)
    if who & roles_on(actor, case, wanted=who, clock=clock):
        return
    if Who.ARBITER in who:
        raise errors.MayNotDecide
    if Who.REVIEWER in who:
        raise errors.MayNotReview
    if who & {Who.LEAD, Who.DESK, Who.CO_HANDLER}:
        raise errors.MayNotHandle
    raise errors.MayNotSupervise


def check_may_see_whole(case: Case, *, actor: Staff | None, clock: Clock) -> None:
    """Supervisors of the office; None is the operator at the command line. Raises MayNotSupervise."""
    if actor is not None and Who.SUPERVISOR not in roles_on(actor, case, clock=clock):
        raise errors.MayNotSupervise


def check_approver(approver: Staff | None, case: Case, *, actor: Staff, clock: Clock) -> Staff:
    """A supervisor of the office, or above, who is not the one who asks. Raises ApproverMissing."""
    if approver is None or approver == actor or not can_supervise(approver, case, clock=clock):
        raise errors.ApproverMissing
    return approver


def can_supervise(staff: Staff, case: Case, *, clock: Clock = SYSTEM) -> bool:
    """As a deputy too; nobody of an office that the case complains about."""
    return Who.SUPERVISOR in roles_on(staff, case, wanted=(Who.SUPERVISOR,), clock=clock)


def can_decide(staff: Staff, request: ClockRequest, *, clock: Clock = SYSTEM) -> bool:
    """Whoever supervises the case, chosen or not; four eyes also where a supervisor asks."""
    return staff.pk != request.asked_by_id and can_supervise(staff, request.case, clock=clock)


def can_edit_ladder(actor: Staff | None, *, clock: Clock = SYSTEM) -> bool:
    return can_administer(actor, None, clock=clock)


def can_set_arbiters(actor: Staff | None, *, clock: Clock = SYSTEM) -> bool:
    return can_administer(actor, None, clock=clock)


def check_reason(reason: str) -> str:
    """In one line. Raises ReasonMissing."""
    text = " ".join(reason.split())
    if not text:
        raise errors.ReasonMissing
    return text[:500]


def check_words(words: str, *, limit: int) -> str:
    """Without blanks at its ends. Raises WordsMissing, WordsTooLong."""
    text = words.replace("\x00", "").strip()
    if not text:
        raise errors.WordsMissing
    if len(text) > limit:
        raise errors.WordsTooLong
    return text
