"""The acts about a case's clock: ask for a pause or an extension, approve or not, let the clock run on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.cases.actions import clock_requests, course
from zhenglian.cases.enums import Act
from zhenglian.cases.forms import desk_clock as forms
from zhenglian.cases.forms.desk_acts import ActForm
from zhenglian.cases.views.desk_act import DeskAct, bare

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from zhenglian.cases.models import Case
    from zhenglian.people.api import Staff


def _pause(case: Case, form: forms.PauseForm, staff: Staff) -> None:
    values = form.cleaned_data
    clock_requests.ask_for_pause(
        case, reason=values["reason"], days=values["days"], approver=form.chosen(), actor=staff
    )


def _deny(_case: Case, form: forms.DenyForm, staff: Staff) -> None:
    clock_requests.deny_request(form.decided(), reason=form.cleaned_data["reason"], actor=staff)


def _approval(act: Act, done: StrOrPromise) -> DeskAct:
    return DeskAct(
        act,
        forms.ApproveForm,
        lambda _case, form, staff: clock_requests.approve_request(form.decided(), actor=staff),
        pgettext_lazy("clock request", "Approve"),
        done,
    )


def _denial() -> DeskAct:
    return DeskAct(
        Act.DENY,
        forms.DenyForm,
        _deny,
        pgettext_lazy("clock request", "Do not approve"),
        _("Not approved. Who asked is told."),
    )


CLOCK: dict[str, DeskAct] = {
    "approve-pause": _approval(Act.PAUSE, _("Approved. The clock is paused.")),
    "deny-pause": _denial(),
    "approve-extend": _approval(Act.EXTEND, _("Approved. The deadline is extended.")),
    "deny-extend": _denial(),
    "pause": DeskAct(
        Act.ASK_PAUSE,
        forms.PauseForm,
        _pause,
        _("Ask for a pause of the clock"),
        _("Asked for. The deadline runs on until it is approved."),
        _("Only while something is needed from the citizen. The deadline runs on until it is approved."),
    ),
    "resume": DeskAct(
        Act.RESUME, ActForm, bare(course.resume_case), _("Let the clock run on"), _("The clock runs on.")
    ),
    "extend": DeskAct(
        Act.ASK_EXTEND,
        forms.AskForm,
        lambda case, form, staff: clock_requests.ask_for_extension(
            case, reason=form.cleaned_data["reason"], approver=form.chosen(), actor=staff
        ),
        _("Ask for an extension of the deadline"),
        _("Asked for. The deadline runs on until it is approved."),
        _("Once, before it is over. The deadline runs on until it is approved."),
    ),
}
