"""The acts of those who work on a case: accept, visit, show, contribute, answer, close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.cases.actions import course, handling
from zhenglian.cases.actions.answers import draft_answer, submit_answer
from zhenglian.cases.actions.joining import word_for_follower
from zhenglian.cases.actions.photos import add_evidence
from zhenglian.cases.enums import Act
from zhenglian.cases.errors import AnswerMissing
from zhenglian.cases.forms import desk_acts as forms
from zhenglian.cases.selectors.desk_case import last_answer
from zhenglian.cases.views.desk_act import DeskAct, bare

if TYPE_CHECKING:
    from zhenglian.cases.models import Case
    from zhenglian.people.api import Staff


def _visit(case: Case, form: forms.VisitForm, staff: Staff) -> None:
    values = form.cleaned_data
    handling.record_visit(
        case,
        words=values["words"],
        position=form.position,
        accuracy_m=values["accuracy"] if form.position else None,
        photos=values["photos"],
        actor=staff,
    )


def _draft(case: Case, form: forms.AnswerForm, staff: Staff) -> None:
    values = form.cleaned_data
    draft_answer(case, values["text"], is_solved=values["is_solved"] == "yes", actor=staff)


def _submit(case: Case, _form: forms.ActForm, staff: Staff) -> None:
    answer = last_answer(case)
    if answer is None:
        raise AnswerMissing
    submit_answer(answer, actor=staff)


A, F = Act, forms
WORK: dict[str, DeskAct] = {
    "accept": DeskAct(
        A.ACCEPT, F.ActForm, bare(handling.accept_case), _("Accept"), _("The case is accepted.")
    ),
    "begin": DeskAct(
        A.BEGIN, F.ActForm, bare(handling.begin_work), _("Begin the work"), _("The work has begun.")
    ),
    "visit": DeskAct(
        A.VISIT,
        F.VisitForm,
        _visit,
        _("Record a visit"),
        _("The visit is recorded."),
        _("On your phone at the place: position and photos come with it."),
        "visits",
    ),
    "evidence": DeskAct(
        A.EVIDENCE,
        F.EvidenceForm,
        lambda case, form, staff: add_evidence(
            case, words=form.cleaned_data["words"], **form.shown(), actor=staff
        ),
        _("Add evidence"),
        _("The evidence is kept."),
        _("A photo, a document or a link that shows what was done."),
        "evidence",
    ),
    "contribute": DeskAct(
        A.CONTRIBUTE,
        F.PartForm,
        lambda _case, form, staff: handling.contribute_part(
            form.chosen(), form.cleaned_data["words"], actor=staff
        ),
        _("Write our part"),
        _("Your part is kept."),
        anchor="offices",
    ),
    "draft": DeskAct(
        A.DRAFT, F.AnswerForm, _draft, _("Write the answer"), _("The draft is kept."), anchor="answer"
    ),
    "follower": DeskAct(
        A.DRAFT,
        F.FollowerForm,
        lambda _case, form, staff: word_for_follower(form.chosen(), form.cleaned_data["words"], actor=staff),
        _("Own words for a neighbour"),
        _("The words are kept."),
        anchor="followers",
    ),
    "submit": DeskAct(
        A.SUBMIT,
        F.ActForm,
        _submit,
        _("Submit for review"),
        _("The answer is with the reviewers."),
        anchor="answer",
    ),
    "close": DeskAct(
        A.CLOSE,
        F.ActForm,
        bare(course.close_case),
        pgettext_lazy("case act", "Close the case"),
        _("The case is closed."),
    ),
}
