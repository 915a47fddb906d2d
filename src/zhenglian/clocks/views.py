"""The deadlines below /staff/desk/deadlines/: what each class means, a trial, and a changed version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenglian.clocks.actions.policies import change_policy
from zhenglian.clocks.engine import Deadlines
from zhenglian.clocks.forms import PolicyForm, TrialForm
from zhenglian.clocks.models import Policy
from zhenglian.clocks.rules import can_edit_policy
from zhenglian.clocks.selectors import PolicyClass, classes, preview, versions_of
from zhenglian.clocks.sheets import sentence
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.clock import BEIJING, SYSTEM
from zhenglian.kernel.errors import ZhenglianError

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@dataclass(frozen=True, slots=True)
class Row:
    """One class as the page shows it, with what a message received at the tried moment would get."""

    each: PolicyClass
    sentence: str
    due: Deadlines


def may_edit_policies(request: HttpRequest) -> bool:
    return is_signed_in(request) and can_edit_policy(_staff(request))


@require_GET
@requires(is_signed_in)
def policy_list(request: HttpRequest) -> HttpResponse:
    """Everybody on the staff side may look; `?at=` tries another moment of receipt."""
    moment, form = _tried(request)
    title = _("Deadlines")
    context = {
        "header_title": title,
        "header_icon": "time",
        "breadcrumbs_items": [{"url": "", "label": title}],
        "trial": form,
        "moment": moment,
        "rows": [
            Row(each, sentence(each.policy.terms), preview(each.policy, moment))
            for each in classes(with_retired=True)
        ],
        "may_edit": can_edit_policy(_staff(request)),
    }
    return render(request, "clocks/policy_list.html", context, status=200 if form.is_valid() else 422)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(may_edit_policies)
def policy_edit(request: HttpRequest, class_key: str) -> HttpResponse:
    """First the preview; only the second button makes the next version."""
    policy = _policy(class_key)
    form = PolicyForm(request.POST if request.method == "POST" else None, policy=policy)
    is_read = form.is_valid()
    if is_read and "enter" in request.POST and _is_changed(form, class_key, _staff(request)):
        messages.success(request, _("The deadlines are changed, for matters that come in from now on."))
        return redirect(f"{reverse('clocks:policy_list')}#class-{class_key}")
    context = {
        "header_title": _("Deadlines: %(class)s") % {"class": policy.label},
        "header_icon": "time",
        "breadcrumbs_items": [
            {"url": reverse("clocks:policy_list"), "label": _("Deadlines")},
            {"url": "", "label": policy.label},
        ],
        "form": form,
        "policy": policy,
        "versions": versions_of(class_key),
        "preview": _previewed(form, class_key) if is_read else None,
    }
    return render(request, "clocks/policy_edit.html", context, status=422 if form.errors else 200)


def _tried(request: HttpRequest) -> tuple[datetime, TrialForm]:
    """The moment asked for, or now; both in Beijing."""
    now = SYSTEM.now().astimezone(BEIJING).replace(second=0, microsecond=0)
    form = TrialForm(request.GET if "at" in request.GET else {"at": now.strftime("%Y-%m-%dT%H:%M")})
    return (form.cleaned_data["at"] if form.is_valid() else now), form


def _policy(class_key: str) -> Policy:
    for each in classes(with_retired=True):
        if each.key == class_key:
            return each.policy
    raise Http404


def _previewed(form: PolicyForm, class_key: str) -> Row:
    """What the new terms would mean for a message that comes in now."""
    policy = Policy.of(form.cleaned_data["sheet"], class_key=class_key, version=0)
    each = PolicyClass(class_key, policy.label, policy)
    return Row(each, sentence(policy.terms), preview(policy, SYSTEM.now()))


def _is_changed(form: PolicyForm, class_key: str, actor: Staff) -> bool:
    """A refusal goes back to the form."""
    values = form.cleaned_data
    try:
        change_policy(
            class_key, values["sheet"], reason=values["reason"], is_retired=values["is_retired"], actor=actor
        )
    except ZhenglianError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _staff(request: HttpRequest) -> Staff:
    return cast("Staff", request.user)  # the rule has let in nobody else
