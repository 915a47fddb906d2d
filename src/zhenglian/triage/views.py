"""Trained models below /staff/desk/triage/: their figures and reports, a new one, switching on and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.triage.actions.categories import import_categories
from zhenglian.triage.actions.switching import switch_back, switch_on_model
from zhenglian.triage.actions.trainings import ask_training
from zhenglian.triage.materials import kept
from zhenglian.triage.rules import can_train
from zhenglian.triage.selectors import (
    categories,
    examples_for_training,
    last_training,
    model_in_force,
    model_lines,
)
from zhenglian.triage.shipped import shipped_categories

if TYPE_CHECKING:
    from zhenglian.people.api import Staff
    from zhenglian.triage.models import TrainedModel


def may_train(request: HttpRequest) -> bool:
    return is_signed_in(request) and can_train(_staff(request))


@require_GET
@requires(may_train)
def model_list(request: HttpRequest) -> HttpResponse:
    title = _("Sorting of messages")
    context = {
        "lines": model_lines(),
        "present": model_in_force(),
        "examples": examples_for_training().count(),
        "topics": categories().count(),
        "given": kept(),
        "training": last_training(),
        "header_title": title,
        "header_icon": "tag",
        "breadcrumbs_items": [{"url": "", "label": title}],
    }
    return render(request, "triage/model_list.html", context)


@require_POST
@requires(may_train)
def topics_load(request: HttpRequest) -> HttpResponse:
    """The tree that ships with the product; an office's own is loaded at the command line."""

    def load() -> str:
        added = import_categories(shipped_categories(), actor=_staff(request))
        return _("%(added)s topics were added.") % {"added": added}

    return _done(request, load)


@require_POST
@requires(may_train)
def model_train(request: HttpRequest) -> HttpResponse:
    """Only asks: a worker trains."""

    def ask() -> str:
        ask_training(actor=_staff(request))
        return _("The training begins in a moment. A new version decides nothing before you switch it on.")

    return _done(request, ask)


@require_POST
@requires(may_train)
def model_switch_on(request: HttpRequest, version: int) -> HttpResponse:
    return _done(request, lambda: _sorts(switch_on_model(version, actor=_staff(request))))


@require_POST
@requires(may_train)
def model_switch_back(request: HttpRequest) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return _done(request, lambda: _sorts(switch_back(reason=reason, actor=_staff(request))))


def _sorts(row: TrainedModel) -> str:
    return _("Version %(version)s sorts from now on.") % {"version": row.version}


def _done(request: HttpRequest, act: Callable[[], str]) -> HttpResponse:
    """Runs the action and says how it went."""
    try:
        messages.success(request, act())
    except ZhenglianError as refusal:
        messages.error(request, str(refusal))
    return redirect("triage:model_list")


def _staff(request: HttpRequest) -> Staff:
    return cast("Staff", request.user)  # the rule has let in nobody else
