"""How states and steps of a case read to the citizen. What colleagues read stands in `enums`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.cases.enums import Act, CaseState
from zhenglian.cases.states import row_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zhenglian.cases.models import Step

HANDLED = pgettext_lazy("case page", "Being handled")
STATES: Mapping[str, StrOrPromise] = {
    CaseState.RECEIVED: pgettext_lazy("case page", "Received"),
    CaseState.ASSIGNED: pgettext_lazy("case page", "Given to the office"),
    CaseState.ACCEPTED: HANDLED,
    CaseState.IN_PROGRESS: HANDLED,
    CaseState.ANSWER_DRAFTED: HANDLED,
    CaseState.IN_REVIEW: pgettext_lazy("case page", "The answer is being checked"),
    CaseState.ANSWERED: pgettext_lazy("case page", "Answered"),
    CaseState.CLOSED: pgettext_lazy("case page", "Closed"),
    CaseState.REFUSED: pgettext_lazy("case page", "The responsible office is being found"),
    CaseState.ARBITRATION: pgettext_lazy("case page", "The responsible office is being decided"),
    CaseState.WITHDRAWN: pgettext_lazy("case page", "Withdrawn by you"),
    CaseState.JOINED: pgettext_lazy("case page", "Handled together with another report"),
}
WAIT = _("You need not do anything. If something is missing, you can add it below.")
NEXT: Mapping[str, StrOrPromise] = {
    CaseState.ANSWERED: _(
        "Please read the answer. You can rate it, and open the case again if it is not solved."
    ),
    CaseState.CLOSED: _("If it is not solved, you can open the case again once."),
    CaseState.WITHDRAWN: _("Nothing more is done. If you need us again, please send a new report."),
    CaseState.JOINED: _(
        "Somebody reported the same thing before. Its answer will stand on this page as well."
    ),
}
NEXT_OF_NEIGHBOUR: Mapping[str, StrOrPromise] = {
    CaseState.ANSWERED: _("Please read the answer. You can rate it."),
    CaseState.CLOSED: "",
    CaseState.WITHDRAWN: NEXT[CaseState.WITHDRAWN],
    CaseState.JOINED: NEXT[CaseState.JOINED],
}
KINDS: Mapping[str, tuple[StrOrPromise, StrOrPromise]] = {
    "complaint": (
        pgettext_lazy("report", "Complaint or request for help"),
        _("Something is broken, dirty or was done wrongly, or you need help."),
    ),
    "report": (
        pgettext_lazy("report", "Report of a violation"),
        _("You have seen that somebody breaks a law or a rule."),
    ),
    "suggestion": (
        pgettext_lazy("report", "Suggestion"),
        _("You have an idea how something could be better."),
    ),
}


def next_words(state: str, *, is_neighbour: bool = False) -> StrOrPromise:
    """A neighbour adds nothing and does not open the case again."""
    if is_neighbour:
        return NEXT_OF_NEIGHBOUR.get(state, _("You need not do anything."))
    return NEXT.get(state, WAIT)


def step_words(step: Step, *, is_public: bool = False) -> str:
    """The sentence that the citizen reads; "" for steps that stay inside the house.

    `is_public`: on the page for everybody, who is not the one that reported and reads no typed reason.
    """
    if step.act == Act.RECEIVE:
        return now("The report was received.")
    said = step.words or {}
    if said.get("public") and not is_public:
        return str(said["public"])
    sentence = str(row_of(Act(step.act)).public)
    if is_public:
        sentence = str(PLAIN.get(step.act, sentence))
    try:
        return sentence % {"unit": step.unit.name, "others": "", **said}
    except KeyError:
        return ""


PLAIN: Mapping[str, StrOrPromise] = {
    Act.ASSIGN: _("The report was given to %(unit)s."),
    Act.ACCEPT: _("%(unit)s has taken on the report."),
    Act.REFUSE: _("The office is not responsible. %(unit)s now looks for the right one; the deadline stays."),
    Act.MOVE: _("The report was passed to %(unit)s; the deadline stays."),
    Act.DISPUTE: _("Which office is responsible is now decided by %(unit)s; the deadline stays."),
    Act.ANSWER: _("The report is answered."),
    Act.REOPEN: _("The citizen has opened the case again. %(unit)s works on it with a new deadline."),
    Act.WITHDRAW: _("The citizen has withdrawn the report."),
    Act.JOIN: _("The report was joined to another one about the same thing."),
    Act.ADD_WORDS: pgettext_lazy("public timeline", "The citizen added something."),
    Act.RATE: _("The citizen has rated the answer and the outcome."),
    Act.PAUSE: _("The office waits for something from the citizen; the deadline is paused."),
    Act.EXTEND: _("The deadline was extended once."),
}
