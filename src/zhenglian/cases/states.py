"""The table of what may follow what: one row an act. Everything that stands in no row is refused.

Pure: no database. Who somebody is (`who`) is asked by `rules`, what is needed (`needs`) by the actions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.cases.enums import ANSWERED_STATES, DISPATCH, HANDLING, UNDER_WAY, Act, CaseState
from zhenglian.cases.errors import NotNow

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_MOVES = 2  # of the lead office without arbitration
WITHOUT_EVIDENCE = {"consultation", "suggestion", "disclosure_request"}  # classes answered by words alone


class Who(StrEnum):
    """Who may do it."""

    MACHINE = "machine"
    DESK = "desk"  # officers of the office that owns the case while it waits to be assigned
    LEAD = "lead"  # officers of the office that leads, or to which it was raised
    CO_HANDLER = "co_handler"  # officers of an office that contributes
    SUPERVISOR = "supervisor"  # supervisors of the owning office or above; never who asked for approval
    REVIEWER = "reviewer"  # as the review rules say
    ARBITER = "arbiter"  # officers and supervisors of the arbitration's fixed owner
    CITIZEN = "citizen"  # whoever has the code


class Need(StrEnum):
    """What must be there besides."""

    REASON = "reason"
    RESPONSIBLE = "responsible"  # an office, or expressly «do not know»
    EVIDENCE = "evidence"  # photo, document or link, by class
    PARTS = "parts"  # of all co-handlers that were not released
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Row:
    """`target` None: the state stays. `public`: what the citizen reads; "" is not shown."""

    act: Act
    sources: tuple[CaseState, ...]
    target: CaseState | None
    who: tuple[Who, ...]
    needs: tuple[Need, ...] = ()
    public: StrOrPromise = ""


S, D, W, N = CaseState, DISPATCH, Who, Need
WORKING = (S.ASSIGNED, S.ACCEPTED, S.IN_PROGRESS)
EXCLUDABLE = (*DISPATCH, S.ARBITRATION, *HANDLING, S.IN_REVIEW)
EXTENDABLE = (*HANDLING, S.IN_REVIEW)
TABLE = (
    Row(Act.ASSIGN, D, S.ASSIGNED, (W.MACHINE, W.DESK), (), _("Your report was given to %(unit)s.")),
    Row(Act.ACCEPT, (S.ASSIGNED,), S.ACCEPTED, (W.LEAD,), (), _("%(unit)s has taken on your report.")),
    Row(
        Act.REFUSE,
        (S.ASSIGNED,),
        S.REFUSED,
        (W.LEAD,),
        (N.REASON, N.RESPONSIBLE),
        _("The office is not responsible. %(unit)s now looks for the right one; your deadline stays."),
    ),
    Row(
        Act.MOVE,
        WORKING,
        S.ASSIGNED,
        (W.LEAD, W.SUPERVISOR),
        (N.REASON,),
        _("Your report was passed to %(unit)s; your deadline stays."),
    ),
    Row(
        Act.DISPUTE,
        (*WORKING, *D),
        S.ARBITRATION,
        (W.MACHINE, W.LEAD, W.DESK),
        (N.REASON,),
        _("Which office is responsible is now decided by %(unit)s; your deadline stays."),
    ),
    Row(
        Act.ARBITRATE,
        (S.ARBITRATION,),
        S.ASSIGNED,
        (W.ARBITER,),
        (N.REASON,),
        _("It was decided that %(unit)s is responsible."),
    ),
    Row(
        Act.EXCLUDE,
        EXCLUDABLE,
        S.RECEIVED,
        (W.MACHINE, W.DESK, W.LEAD, W.SUPERVISOR),
        (),
        _("An office that is complained about does not handle the complaint. %(unit)s now assigns it."),
    ),
    Row(Act.BEGIN, (S.ACCEPTED,), S.IN_PROGRESS, (W.LEAD,), (), _("The work has begun.")),
    Row(
        Act.VISIT,
        (S.ACCEPTED, S.IN_PROGRESS),
        S.IN_PROGRESS,
        (W.LEAD, W.CO_HANDLER),
        (),
        _("Staff of %(unit)s were at the place."),
    ),
    Row(Act.DRAFT, (S.ACCEPTED, S.IN_PROGRESS, S.ANSWER_DRAFTED), S.ANSWER_DRAFTED, (W.LEAD,)),
    Row(
        Act.SUBMIT,
        (S.ANSWER_DRAFTED,),
        S.IN_REVIEW,
        (W.LEAD,),
        (N.EVIDENCE, N.PARTS),
        _("The answer is written and is being checked."),
    ),
    Row(Act.RETURN, (S.IN_REVIEW,), S.ANSWER_DRAFTED, (W.REVIEWER,), (N.REASON,)),
    Row(Act.ANSWER, (S.IN_REVIEW,), S.ANSWERED, (W.REVIEWER,), (N.EVIDENCE,), _("Your report is answered.")),
    Row(Act.CLOSE, (S.ANSWERED,), S.CLOSED, (W.MACHINE, W.LEAD), (N.EVIDENCE,), _("The case is closed.")),
    Row(
        Act.REOPEN,
        ANSWERED_STATES,
        S.ASSIGNED,
        (W.CITIZEN,),
        (N.REASON, N.ONCE),
        _("You have opened the case again. %(unit)s works on it with a new deadline."),
    ),
    Row(Act.WITHDRAW, UNDER_WAY, S.WITHDRAWN, (W.CITIZEN,), (), _("You have withdrawn your report.")),
    Row(
        Act.JOIN,
        (*D, *WORKING),
        S.JOINED,
        (W.DESK, W.LEAD, W.CITIZEN),
        (),
        _("Your report was joined to another one about the same thing; you will get an answer of your own."),
    ),
    Row(Act.EVIDENCE, (*HANDLING, S.IN_REVIEW), None, (W.LEAD, W.CO_HANDLER)),
    Row(
        Act.INVOLVE,
        HANDLING,
        None,
        (W.MACHINE, W.LEAD, W.SUPERVISOR),
        (),
        _("%(others)s works on it together with %(unit)s."),
    ),
    Row(Act.RELEASE, HANDLING, None, (W.LEAD, W.SUPERVISOR), (N.REASON,)),
    Row(Act.CONTRIBUTE, HANDLING, None, (W.CO_HANDLER,)),
    Row(Act.ASK_PAUSE, HANDLING, None, (W.LEAD,), (N.REASON,)),
    Row(
        Act.PAUSE,
        HANDLING,
        None,
        (W.SUPERVISOR,),
        (N.REASON,),
        _("We wait for something from you: %(reason)s. The deadline is paused meanwhile."),
    ),
    Row(Act.RESUME, UNDER_WAY, None, (W.MACHINE, W.LEAD, W.CITIZEN), (), _("The deadline runs on.")),
    Row(Act.ASK_EXTEND, EXTENDABLE, None, (W.LEAD,), (N.REASON, N.ONCE)),
    Row(
        Act.EXTEND,
        EXTENDABLE,
        None,
        (W.SUPERVISOR,),
        (N.REASON, N.ONCE),
        _("The deadline was extended once: %(reason)s"),
    ),
    Row(Act.DENY, EXTENDABLE, None, (W.SUPERVISOR,), (N.REASON,)),
    Row(Act.LAPSE, EXTENDABLE, None, (W.MACHINE,)),
    Row(Act.CORRECT, (*D, S.ARBITRATION, *WORKING), None, (W.DESK, W.LEAD, W.SUPERVISOR)),
    Row(
        Act.ADD_WORDS,
        (*UNDER_WAY, *ANSWERED_STATES),
        None,
        (W.CITIZEN,),
        (),
        pgettext_lazy("timeline", "You added something."),
    ),
    Row(Act.RATE, ANSWERED_STATES, None, (W.CITIZEN,), (), _("You have rated the answer and the outcome.")),
    Row(Act.FOLLOW, UNDER_WAY, None, (W.CITIZEN,), (), _("Somebody else has joined the report.")),
    Row(Act.REMIND, UNDER_WAY, None, (W.MACHINE, W.SUPERVISOR)),
    Row(
        Act.SUPERVISE,
        UNDER_WAY,
        None,
        (W.MACHINE, W.SUPERVISOR),
        (),
        _("The office was called upon in writing to answer."),
    ),
    Row(
        Act.RAISE,
        UNDER_WAY,
        None,
        (W.MACHINE, W.SUPERVISOR),
        (),
        _("The case was raised to the office above: %(others)s."),
    ),
)
BY_ACT = {row.act: row for row in TABLE}


def row_of(act: Act) -> Row:
    return BY_ACT[act]


def is_open_to(act: Act, state: str) -> bool:
    """Whether the table lets this act follow in this state."""
    return state in BY_ACT[act].sources


def target_of(act: Act, state: str) -> CaseState:
    """The state after the act. Raises NotNow, which names the state."""
    row = BY_ACT[act]
    if state not in row.sources:
        raise NotNow(_("This cannot be done while the case is «%(state)s».") % {"state": S(state).label})
    return row.target or CaseState(state)


def acts_in(state: str, who: Who | None = None) -> list[Act]:
    """What may be done now, in the order of the table; by one kind of person or by anybody."""
    return [row.act for row in TABLE if state in row.sources and (who is None or who in row.who)]


def needs_evidence(class_key: str) -> bool:
    """Reports and complaints are not answered by words alone."""
    return class_key not in WITHOUT_EVIDENCE
