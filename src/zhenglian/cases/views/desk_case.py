"""One case: everything about it, and the acts that this person may take now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhenglian.cases.actions.publishing import MAY_CHECK
from zhenglian.cases.desk_words import clock_line, position_words, tone_of
from zhenglian.cases.enums import SUBJECT_KIND, UNDER_WAY, Act, AnswerState, CaseState, RequestKind
from zhenglian.cases.forms.desk_acts import ActForm, Offered
from zhenglian.cases.forms.desk_fields import spelling_of_number
from zhenglian.cases.rules import OFFICERS, can_act_for, can_decide, offered_acts, roles_on
from zhenglian.cases.selectors.clock_requests import open_requests
from zhenglian.cases.selectors.desk_case import (
    approvers_of,
    areas_near,
    last_answer,
    reported_photos,
    units_near,
)
from zhenglian.cases.selectors.flags import flags_of
from zhenglian.cases.selectors.questions import question_of
from zhenglian.cases.states import needs_evidence
from zhenglian.cases.views.desk_acting import case_or_404, reads_cases, staff_of
from zhenglian.cases.views.desk_acts_table import ACTS
from zhenglian.cases.views.desk_rows import suggestions_of
from zhenglian.clocks.api import class_labels, runs_of
from zhenglian.inbox.api import Belongings
from zhenglian.kernel.access import requires
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.api import Unit
from zhenglian.routing.api import area_name, category_name, listed_categories, with_precedents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from zhenglian.cases.models import Answer, Case, ClockRequest
    from zhenglian.clocks.api import Run
    from zhenglian.people.api import Staff
    from zhenglian.routing.api import Precedent

Context = dict[str, Any]  # Any: a template's context
Failed = dict[str, ActForm]
BUTTONS = ("accept", "begin", "submit", "resume", "close")  # need nothing but a click
HELD = ("suggestion", "draft", "follower")  # have a place of their own on the page
VERDICTS = ("approve", "deny")  # on a request about the clock
OF_CITIZENS = (Act.FOLLOW, Act.ADD_WORDS, Act.RATE, Act.WITHDRAW)  # where nobody of an office did them
OF_THE_LEAD = (
    Act.ASSIGN,
    Act.REFUSE,
    Act.MOVE,
    Act.DISPUTE,
    Act.ARBITRATE,
    Act.EXCLUDE,
)  # it goes to an office


@requires(reads_cases)
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """`?unit=`: an office to begin the form of the act with."""
    return case_page(request, case_or_404(request, number))


def offered_on(case: Case, staff: Staff) -> Offered:
    """What the forms let this person choose from."""
    run = runs_of(SUBJECT_KIND, [case.pk]).get(str(case.pk))
    helping = list(case.co_handlings.filter(released_at=None).select_related("unit"))
    known = {case.category_key} if case.category_key else set()
    topics = listed_categories() or [(key, category_name(key)) for key in sorted(known | _suggested(case))]
    facts = {"category": case.category_key, "county": case.county_code}
    return Offered(
        approvers=approvers_of(case, besides=staff),
        helping=helping,
        own_parts=[each for each in helping if can_act_for(staff, OFFICERS, each.unit)],
        followers=list(case.followers.order_by("pk")),
        categories=topics,
        lacking=frozenset(name for name, known in facts.items() if not known),
        longest_pause=run.policy.longest_pause if run is not None else 0,
        requests=open_requests(case),
    )


def case_page(request: HttpRequest, case: Case, *, failed: Failed | None = None) -> HttpResponse:
    """The whole page; 422 when a form is sent back with it."""
    context = _context(request, case, failed or {})
    return render(request, "cases/desk/case.html", context, status=422 if failed else 200)


def _context(request: HttpRequest, case: Case, failed: Failed) -> Context:
    staff, now = staff_of(request), SYSTEM.now()
    offered, answer = offered_on(case, staff), last_answer(case)
    run = runs_of(SUBJECT_KIND, [case.pk]).get(str(case.pk))
    held = roles_on(staff, case)
    precedents = with_precedents(question_of(case))
    names = list(_names(case, staff, offered, run, answer))
    forms = {
        name: ACTS[name].form(offered=offered, prefix=name, initial=_initial(name, request, answer, offered))
        for name in names
    }
    forms.update(failed)
    requests = [_request(each, forms) for each in offered.requests]
    decided = {name for each in requests for name, _entry, _form in each["decisions"]}
    return {
        "header_title": case.title or case.number,
        "breadcrumbs_items": [
            {"url": reverse("cases:queue"), "label": _("Handling of reports")},
            {"url": "", "label": case.number},
        ],
        "case": case,
        "tone": tone_of(case),
        "clock": clock_line(case, now) if case.state in UNDER_WAY else None,
        "run": run,
        "conversation": Belongings.conversation_for(staff, case.matter_id) if case.matter_id else "",
        "class_label": class_labels().get(case.class_key, case.class_key),
        "county": area_name(case.county_code) if case.county_code else "",
        "topic": category_name(case.category_key) if case.category_key else "",
        "positions": position_words(case),
        "near": [(code, area_name(code)) for code in case.near_counties],
        "areas_near": areas_near(case) if {"correct", "arbitrate"} & set(names) else [],
        "may_contact": bool(held),
        "may_publish": bool(held & MAY_CHECK),
        "suggestions": suggestions_of(case, _units(case)) if "suggestion" in names else [],
        "alternatives": _alternatives(case, names, offered, precedents),
        "precedents": precedents if case.state == CaseState.ARBITRATION else [],
        "forms": forms,
        "buttons": [(name, ACTS[name], forms[name]) for name in forms if name in BUTTONS],
        "decisions": [
            (name, ACTS[name], forms[name]) for name in forms if name not in {*BUTTONS, *HELD, *decided}
        ],
        "requests": requests,
        "failed": next(iter(failed), ""),
        "units_near": units_near(case.unit) if forms else [],
        "needs_evidence": needs_evidence(case.class_key),
        **_parts(case, answer, offered),
    }


def _parts(case: Case, answer: Answer | None, offered: Offered) -> Context:
    """What was said, done and written so far."""
    return {
        "about": list(case.about.all()),
        "photos": reported_photos(case),
        "visits": list(case.visits.select_related("staff", "unit").prefetch_related("photos").order_by("at")),
        "evidence": list(case.evidence.select_related("photo", "added_by").order_by("at")),
        "helping": list(case.co_handlings.select_related("unit", "done_by").order_by("asked_at")),
        "followers": offered.followers,
        "answer": answer,
        "flags": flags_of(answer) if answer is not None and answer.state != AnswerState.SENT else [],
        "disputes": list(
            case.arbitrations.select_related("owner", "proposed", "unit", "decided_by").order_by("pk")
        ),
        "refusals": list(case.refusals.select_related("unit", "responsible").order_by("pk")),
        "of_citizens": OF_CITIZENS,
        "of_the_lead": OF_THE_LEAD,
        "steps": list(case.steps.select_related("unit", "actor").order_by("-sequence")),
    }


def _names(
    case: Case,
    staff: Staff,
    offered: Offered,
    run: Run | None,
    answer: Answer | None,
) -> Iterator[str]:
    """Acts of the page, in the order of the table: those that the states offer and that make sense now."""
    acts = set(offered_acts(staff, case))
    is_paused = run is not None and run.paused_since is not None
    asked = {each.kind for each in offered.requests}
    decidable = {each.kind for each in offered.requests if can_decide(staff, each)}
    has_draft = answer is not None and answer.state in {AnswerState.DRAFT, AnswerState.RETURNED}
    makes_sense = {
        "suggestion": any(row.get("unit") for row in case.suggestions),
        "contribute": bool(offered.own_parts),
        "follower": bool(offered.followers),
        "release": bool(offered.helping),
        "submit": has_draft,
        "pause": _can_pause(run) and "pause" not in asked and bool(offered.approvers),
        "resume": is_paused,
        "extend": _can_extend(run) and "extend" not in asked and bool(offered.approvers),
        **{f"{verdict}-{kind}": kind in decidable for kind in RequestKind for verdict in VERDICTS},
        "begin": case.state == CaseState.ACCEPTED,
    }
    for name, entry in ACTS.items():
        if entry.act in acts and makes_sense.get(name, True):
            yield name


def _can_pause(run: Run | None) -> bool:
    if run is None or not run.can_pause or run.paused_since is not None:
        return False
    return not run.is_overdue(SYSTEM.now())


def _can_extend(run: Run | None) -> bool:
    if run is None or run.extended_at is not None or run.finished_at is not None:
        return False
    return run.answer_due_at is not None and SYSTEM.now() < run.answer_due_at


def _request(request: ClockRequest, forms: Failed) -> Context:
    """With the forms of those who may decide about it."""
    names = [f"{verdict}-{request.kind}" for verdict in VERDICTS]
    return {"row": request, "decisions": [(name, ACTS[name], forms[name]) for name in names if name in forms]}


def _initial(name: str, request: HttpRequest, answer: Answer | None, offered: Offered) -> Context:
    verdict, _dash, kind = name.partition("-")
    if verdict in VERDICTS:
        return {"request": next((each.pk for each in offered.requests if each.kind == kind), None)}
    if name == "draft" and answer is not None and answer.state != AnswerState.SENT:
        return {"text": answer.text, "is_solved": "yes" if answer.is_solved else "no"}
    wanted = request.GET.get("unit", "")
    if name in {"arbitrate", "assign", "move"} and wanted.isascii() and wanted.isdigit():
        return {"unit": spelling_of_number(wanted)}
    return {}


def _alternatives(
    case: Case, names: list[str], offered: Offered, precedents: list[Precedent]
) -> list[Context]:
    """Offices to which a wrongly routed case goes with one click: by precedents, then the contributors."""
    act = "assign" if "assign" in names else "move" if "move" in names else ""
    if not act or ACTS[act].act not in {Act.ASSIGN, Act.MOVE}:
        return []
    found: dict[int, Context] = {}
    for precedent in precedents:
        why = _("precedent %(case)s: %(reason)s") % {"case": precedent.case_ref, "reason": precedent.reason}
        found.setdefault(precedent.unit_id, {"unit": precedent.unit, "why": why, "act": act})
    for each in offered.helping:
        found.setdefault(each.unit_id, {"unit": each.unit, "why": _("contributes already"), "act": act})
    barred = {case.unit_id, *case.refusals.values_list("unit", flat=True)}
    return [row for key, row in found.items() if key not in barred]


def _units(case: Case) -> dict[int, Unit]:
    return Unit.objects.in_bulk([row["unit"] for row in case.suggestions if row.get("unit")])


def _suggested(case: Case) -> set[str]:
    return {str(row["category"]) for row in case.suggestions if row.get("category")}
