"""The trial: what the draft would have changed in questions of the past, and one question asked by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhenglian.kernel.access import requires
from zhenglian.kernel.clock import SYSTEM
from zhenglian.routing.errors import NobodyResponsible
from zhenglian.routing.forms import AskForm, DaysForm
from zhenglian.routing.questions import Asked, Outcome, Question, Route
from zhenglian.routing.selectors.routes import dry_run, trial_route
from zhenglian.routing.selectors.sheets import draft_sheet, sheet_in_force
from zhenglian.routing.suppliers import asked_between, sources
from zhenglian.routing.views.acting import administers_routing, choices, heading

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.routing.models import Sheet

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Move:
    """So many questions would go from one unit to another. "" is nobody."""

    old: str
    new: str
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a trial found; `changed` are the first of those that would go elsewhere."""

    asked: int
    changed_count: int
    moves: list[Move]
    changed: list[tuple[str, Outcome]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one sheet says to the question asked by hand."""

    sheet: Sheet
    route: Route | None
    sentence: str


@requires(administers_routing)
@require_safe
def trial(request: HttpRequest) -> HttpResponse:
    """Old against new. Nothing is changed by looking."""
    now, sheet = SYSTEM.now(), draft_sheet()
    days = DaysForm(request.GET if "days" in request.GET else None)
    ask = AskForm(request.GET if "category_key" in request.GET else None)
    is_run = sheet is not None and days.is_valid()
    context = {
        **heading(request, _("Trial"), "trial"),
        **choices(),
        "days": days,
        "ask": ask,
        "sheet": sheet,
        "in_force": sheet_in_force(),
        "sources": sources(),
        "report": _report(sheet, days.cleaned_data["days"], now) if sheet and is_run else None,
        "answers": _answers(ask.question, sheet, now) if ask.is_valid() else [],
    }
    is_wrong = (days.is_bound and not days.is_valid()) or (ask.is_bound and not ask.is_valid())
    return render(request, "routing/trial.html", context, status=422 if is_wrong else 200)


def _report(sheet: Sheet, days: int, now: datetime) -> Report:
    asked: list[Asked] = asked_between(now - timedelta(days=days), now)
    outcomes = dry_run(sheet, [each.question for each in asked], at=now)
    pairs = zip((each.ref for each in asked), outcomes, strict=True)
    changed = [(ref, outcome) for ref, outcome in pairs if outcome.is_changed]
    moves = Counter((str(each.old or ""), str(each.new or "")) for _ref, each in changed)
    listed = [Move(old, new, count) for (old, new), count in moves.most_common()]
    return Report(len(asked), len(changed), listed, changed[:MOST_SHOWN])


def _answers(question: Question, draft: Sheet | None, now: datetime) -> list[Answer]:
    found = []
    for sheet in (sheet_in_force(), draft):
        if sheet is not None:
            try:
                route = trial_route(sheet, question, at=now)
                found.append(Answer(sheet, route, route.sentence))
            except NobodyResponsible as nobody:
                found.append(Answer(sheet, None, str(nobody)))
    return found
