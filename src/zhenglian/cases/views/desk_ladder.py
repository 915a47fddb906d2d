"""The escalation ladder: what is in force, what another would have done to past cases, switching it on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhenglian.cases.actions.climbing import switch_ladder
from zhenglian.cases.forms.desk_ladder import EMPTY, MOST_RUNGS, LadderForm, LadderFormSet
from zhenglian.cases.ladder import read_ladder
from zhenglian.cases.rules import can_edit_ladder
from zhenglian.cases.selectors.ladders import ladder_in_force, simulate_ladder
from zhenglian.cases.views.desk_acting import staff_of
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.people.api import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from zhenglian.cases.ladder import Rung

HISTORY = timedelta(days=180)
MOST_UNITS = 50


@dataclass(frozen=True, slots=True)
class Trial:
    """`lines`: each rung, how often it would have been climbed, and of how many cases; `by_unit` the same

    for the offices with the most, of which `left_out` others are not shown.
    """

    lines: list[tuple[Rung, int, int]] = field(default_factory=list)
    by_unit: list[tuple[Unit, list[tuple[Rung, int]]]] = field(default_factory=list)
    left_out: int = 0


def edits_ladder(request: HttpRequest) -> bool:
    return is_signed_in(request) and can_edit_ladder(staff_of(request))


@requires(edits_ladder)
@require_http_methods(["GET", "HEAD", "POST"])
def ladder(request: HttpRequest) -> HttpResponse:
    """`switch_on` in the form switches on; any other sending only tries. 422 when it was refused."""
    present = ladder_in_force()
    if request.method != "POST":
        return _page(request, _form_of(present), _trial(present))
    form = LadderFormSet(request.POST)
    if not form.is_valid():
        return _page(request, form, Trial(), status=422)
    try:
        wanted = read_ladder(form.rows())
        if "switch_on" in request.POST:
            note = request.POST.get("note", "")
            switch_ladder(form.rows(), note=note, actor=staff_of(request))
    except ZhenglianError as refusal:
        return _page(request, form, Trial(), refusal=str(refusal), status=422)
    if "switch_on" in request.POST:
        messages.success(request, _("The ladder is in force for all cases from now on."))
        return redirect("cases:ladder")
    return _page(request, form, _trial(wanted), is_trial=True)


def _form_of(rungs: Sequence[Rung]) -> LadderForm:
    rows = [{"key": one.key, "act": one.act.value, "start": one.start, "hours": one.hours} for one in rungs]
    lines = max(len(rows), min(MOST_RUNGS, len(rows) + EMPTY))
    return LadderFormSet(initial=rows + [{"start": "due"}] * (lines - len(rows)))


def _trial(rungs: Sequence[Rung]) -> Trial:
    now = SYSTEM.now()
    found = simulate_ladder(rungs, since=now - HISTORY, until=now, now=now)
    most = sorted(found.by_unit, key=lambda unit: -found.by_unit[unit].total())[:MOST_UNITS]
    units = Unit.objects.in_bulk(most)
    return Trial(
        lines=[(rung, found.climbed[rung.key], found.cases) for rung in rungs],
        by_unit=[
            (units[pk], [(rung, found.by_unit[pk][rung.key]) for rung in rungs]) for pk in most if pk in units
        ],
        left_out=len(found.by_unit) - len(most),
    )


def _page(
    request: HttpRequest,
    form: LadderForm,
    trial: Trial,
    *,
    is_trial: bool = False,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    title = _("Escalation ladder")
    context = {
        "header_title": title,
        "breadcrumbs_items": [{"url": "", "label": title}],
        "form": form,
        "trial": trial,
        "is_trial": is_trial,
        "refusal": refusal,
        "days": HISTORY.days,
        "note": request.POST.get("note", "")[:200],
    }
    return render(request, "cases/desk/ladder.html", context, status=status)
