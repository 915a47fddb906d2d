"""Planning, changing, moving and dropping a slot; and the slots of a whole week."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.planning.actions.plans import Idea, change_plan, drop_plan, plan_slots, reschedule_plan
from zhenglian.planning.forms import ChangePlanForm, DropForm, MoveForm, NewPlanForm, WeekForm, plan_values
from zhenglian.planning.rules import can_plan
from zhenglian.planning.selectors.cadences import today_of
from zhenglian.planning.views.acting import (
    back,
    following,
    heading,
    plan_or_404,
    staff_of,
    succeeded,
    tell_errors,
)
from zhenglian.planning.wording import spoken_day

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

IDEA = ("title", "article", "owner", "note", "at_time", "topic")


@requires(is_signed_in)
@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest) -> HttpResponse:
    """`?account=&day=&article=&topic=&title=` fill in the form."""
    actor = staff_of(request)
    asked = request.GET
    form = NewPlanForm(
        request.POST if request.method == "POST" else None,
        actor=actor,
        initial={
            "accounts": asked.getlist("account"),
            "day": asked.get("day") or today_of(SYSTEM).isoformat(),
            "article": asked.get("article", ""),
            "topic": asked.get("topic", ""),
            "title": asked.get("title", ""),
            "owner": actor.pk,
        },
    )
    if form.is_valid() and _is_planned(form, request):
        messages.success(request, _("It is planned."))
        return back(request)
    return _page(request, form, _("Plan a post"), {})


@requires(is_signed_in)
@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Everybody may look; the form is for those who may plan, while the plan is open."""
    plan, actor = plan_or_404(plan_id), staff_of(request)
    form = ChangePlanForm(
        request.POST if request.method == "POST" else None,
        actor=actor,
        initial=plan_values(plan),
    )
    if form.is_valid() and _is_changed(plan_id, form, request):
        messages.success(request, _("The plan is changed."))
        return back(request)
    context = {
        "plan": plan,
        "may_change": plan.is_open and can_plan(actor, plan.account),
        "drop_form": DropForm(),
    }
    return _page(request, form, _("Plan: %(what)s") % {"what": plan.heading}, context)


@requires(is_signed_in)
@require_POST
def plan_move(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What dragging sends, and the date field beside it: the same form."""
    plan, form = plan_or_404(plan_id), MoveForm(request.POST)
    if not form.is_valid():
        tell_errors(request, form)
        return back(request)
    done = _("“%(what)s” is moved to %(day)s.") % {
        "what": plan.heading,
        "day": spoken_day(form.cleaned_data["day"]),
    }
    succeeded(request, lambda: reschedule_plan(plan, **form.cleaned_data, actor=staff_of(request)), done)
    return back(request)


@requires(is_signed_in)
@require_POST
def plan_drop(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan, form = plan_or_404(plan_id), DropForm(request.POST)
    if not form.is_valid():
        tell_errors(request, form)
        return redirect("planning:plan_edit", plan_id=plan_id)
    drop_it = partial(drop_plan, plan, **form.cleaned_data, actor=staff_of(request))
    if not succeeded(request, drop_it, _("The plan is dropped.")):
        return redirect("planning:plan_edit", plan_id=plan_id)
    return back(request)


@requires(is_signed_in)
@require_POST
def plan_week(request: HttpRequest) -> HttpResponse:
    """The suggested slots that were ticked, all with one subject."""
    form = WeekForm(request.POST)
    if not form.is_valid():
        tell_errors(request, form)
        return back(request)
    slots = form.chosen()
    actor = staff_of(request)
    idea = Idea(title=form.cleaned_data["title"], owner=actor)
    done = _("%(n)d slots are planned.") % {"n": len(slots)}
    succeeded(request, lambda: plan_slots(slots, idea, actor=actor), done)
    return back(request)


def _is_planned(form: NewPlanForm, request: HttpRequest) -> bool:
    values = form.cleaned_data
    slots = [(account.pk, values["day"]) for account in values["accounts"]]
    idea = Idea(**{name: values[name] for name in IDEA})
    return _is_done(form, lambda: plan_slots(slots, idea, actor=staff_of(request)))


def _is_changed(plan_id: int, form: ChangePlanForm, request: HttpRequest) -> bool:
    plan = plan_or_404(plan_id)
    return _is_done(form, lambda: change_plan(plan, **form.cleaned_data, actor=staff_of(request)))


def _is_done(form: forms.Form, act: Any) -> bool:  # Any: a call without arguments
    """A refusal goes back to the form."""
    try:
        act()
    except ZhenglianError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page(request: HttpRequest, form: forms.Form, title: str, context: dict[str, Any]) -> HttpResponse:
    full = {**heading(title), "form": form, "next": following(request), **context}
    return render(request, "planning/plan.html", full, status=422 if form.errors else 200)
