"""The acts that decide who has a case: assign, refuse, move, join, arbitrate; and supervisors' urging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from zhenglian.cases.actions import arbitration, assigning, handling, urging
from zhenglian.cases.actions.joining import join_case
from zhenglian.cases.actions.routing import correct_case
from zhenglian.cases.enums import Act
from zhenglian.cases.errors import CaseUnknown
from zhenglian.cases.forms import desk_acts as forms
from zhenglian.cases.guides import Guides
from zhenglian.cases.scope import visible_to
from zhenglian.cases.views.desk_act import DeskAct
from zhenglian.people.api import Unit
from zhenglian.routing.errors import NobodyResponsible

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhenglian.cases.models import Case
    from zhenglian.people.api import Staff
    from zhenglian.routing.api import Question, Route


def _nobody(_question: Question, _at: object) -> Route:
    raise NobodyResponsible


BY_HAND = Guides(route=_nobody)  # a person has chosen the office: the machine does not assign meanwhile


@transaction.atomic
def _suggestion(case: Case, form: forms.SuggestionForm, staff: Staff) -> None:
    """Topic and office of one suggestion. The topic is kept as a person's correction."""
    place = form.cleaned_data["place"]
    row = case.suggestions[place] if place < len(case.suggestions) else {}
    unit = Unit.objects.filter(pk=row.get("unit")).first()
    if unit is None:
        raise CaseUnknown(_("This suggestion is no longer there. Please reload the page."))
    topic = str(row.get("category") or "")
    if topic and topic != case.category_key:
        case = correct_case(case, category_key=topic, guides=BY_HAND, actor=staff)
    assigning.assign_case(case, unit, sentence=str(row.get("words") or ""), actor=staff)


def _correct(case: Case, form: forms.CorrectForm, staff: Staff) -> None:
    values = form.cleaned_data
    correct_case(
        case, category_key=values["category"] or None, county_code=values["county"] or None, actor=staff
    )


def _refuse(case: Case, form: forms.RefuseForm, staff: Staff) -> None:
    values = form.cleaned_data
    assigning.refuse_case(
        case,
        reason=values["reason"],
        responsible=values["unit"],
        is_unknown=values["is_unknown"],
        actor=staff,
    )


@transaction.atomic
def _arbitrate(case: Case, form: forms.ArbitrateForm, staff: Staff) -> None:
    """Topic and county that come with the decision are a correction before it, so that it is a precedent."""
    values = form.cleaned_data
    topic, county = values.get("category") or None, values.get("county") or None
    if topic or county:
        case = correct_case(case, category_key=topic, county_code=county, actor=staff)
    arbitration.arbitrate(
        case,
        values["unit"],
        reason=values["reason"],
        precedent_words=values["precedent_words"],
        actor=staff,
    )


def _join(case: Case, form: forms.JoinForm, staff: Staff) -> None:
    into = visible_to(staff).filter(number=form.cleaned_data["number"].strip()).first()
    if into is None:
        raise CaseUnknown(_("There is no case with this number that you may read."))
    join_case(case, into, actor=staff)


def _because(action: Callable[..., object]) -> Callable[[Case, forms.ReasonForm, Staff], object]:
    """An action that asks for a reason and nothing else."""
    return lambda case, form, staff: action(case, reason=form.cleaned_data["reason"], actor=staff)


A, F = Act, forms
COURSE: dict[str, DeskAct] = {
    "suggestion": DeskAct(A.ASSIGN, F.SuggestionForm, _suggestion, _("Assign as suggested"), _("Assigned.")),
    "assign": DeskAct(
        A.ASSIGN,
        F.AssignForm,
        lambda case, form, staff: assigning.assign_case(case, form.cleaned_data["unit"], actor=staff),
        _("Assign to an office"),
        _("Assigned."),
        is_main=True,
    ),
    "refuse": DeskAct(
        A.REFUSE,
        F.RefuseForm,
        _refuse,
        _("Refuse: we are not responsible"),
        _("Refused. The office above looks for the right one."),
        _("Say why, and who is responsible instead. The citizen's deadline stays."),
    ),
    "move": DeskAct(
        A.MOVE,
        F.MoveForm,
        lambda case, form, staff: assigning.move_case(
            case, form.cleaned_data["unit"], reason=form.cleaned_data["reason"], actor=staff
        ),
        _("Pass to another office"),
        _("Passed on. If this was the third change, it is decided by arbitration."),
        _("Twice at most; the third time arbitration decides. The citizen's deadline stays."),
    ),
    "correct": DeskAct(
        A.CORRECT,
        F.CorrectForm,
        _correct,
        _("Correct topic or county"),
        _("Corrected."),
        _("A case that waits to be assigned is routed anew by it."),
    ),
    "involve": DeskAct(
        A.INVOLVE,
        F.OfficeForm,
        lambda case, form, staff: handling.involve_office(case, form.cleaned_data["unit"], actor=staff),
        _("Bring in another office"),
        _("The office is asked for its part."),
        anchor="offices",
    ),
    "release": DeskAct(
        A.RELEASE,
        F.ReleaseForm,
        lambda _case, form, staff: handling.release_office(
            form.chosen(), reason=form.cleaned_data["reason"], actor=staff
        ),
        _("Answer without an office's part"),
        _("The office is released."),
        anchor="offices",
    ),
    "join": DeskAct(
        A.JOIN,
        F.JoinForm,
        _join,
        _("Join to a case about the same thing"),
        _("Joined. Its citizen keeps the code and gets own words in the answer."),
    ),
    "exclude": DeskAct(
        A.EXCLUDE,
        F.OfficeForm,
        lambda case, form, staff: assigning.exclude_offices(case, [form.cleaned_data["unit"]], actor=staff),
        _("The case complains about an office"),
        _("That office and those below it no longer have the case."),
        _("An office never handles a complaint about itself, and cannot read it."),
    ),
    "dispute": DeskAct(
        A.DISPUTE,
        F.ReasonForm,
        _because(arbitration.dispute_case),
        _("Ask for arbitration"),
        _("The dispute is with the office that decides."),
    ),
    "arbitrate": DeskAct(
        A.ARBITRATE,
        F.ArbitrateForm,
        _arbitrate,
        _("Decide the dispute"),
        _("Decided. The decision is final."),
        _("Final. With a known topic it is offered as a precedent next time."),
        is_main=True,
    ),
    "remind": DeskAct(
        A.REMIND,
        F.ReasonForm,
        _because(urging.remind_office),
        _("Remind the office"),
        _("Reminded. Its officers are told by mail."),
    ),
    "supervise": DeskAct(
        A.SUPERVISE,
        F.ReasonForm,
        _because(urging.supervise_office),
        _("Supervise in writing"),
        _("The office is called upon in writing."),
        _("The citizen reads that the office was called upon, not the reason."),
    ),
    "raise": DeskAct(
        A.RAISE,
        F.ReasonForm,
        _because(urging.raise_case),
        _("Raise one level"),
        _("The office above looks on from now."),
        _("The lead stays; officers of the office above may act as well."),
    ),
}
