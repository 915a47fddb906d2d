"""What everybody may read: cases with their map, figures of offices, answers. Masked words only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.views.decorators.http import require_safe

from zhenglian.cases.citizen_words import STATES, step_words
from zhenglian.cases.enums import SUBJECT_KIND, UNDER_WAY
from zhenglian.cases.geography import area_name, county_name
from zhenglian.cases.public_map import MapView, drawn_map
from zhenglian.cases.selectors.case_pages import Happened
from zhenglian.cases.selectors.office_figures import FEWEST, office_figures
from zhenglian.cases.selectors.public_lists import (
    Wanted,
    counties_shown,
    late_among,
    library,
    public_answers,
    public_case,
    public_photos,
    shown_cases,
    topics_shown,
)
from zhenglian.cases.topic_names import topic_name
from zhenglian.cases.views.public_pages import case_page_view, file_answer, page, page_of, rest_of_query
from zhenglian.clocks import api as clocks
from zhenglian.kernel.clock import SYSTEM

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from zhenglian.cases.models import Case

LONGEST = 60  # characters of a query
MOST_ON_MAP = 1000  # cases on one map


@case_page_view("cases that a person has checked for the public", is_listed=True)
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    wanted, now = _wanted(request), SYSTEM.now()
    rows = shown_cases(wanted)
    if wanted.is_late:
        rows = late_among(rows, now=now)
    found = page_of(request, rows)
    return page(
        request,
        "cases",
        page=found,
        lines=[_line(case, now) for case in found.object_list],
        wanted=wanted,
        counties=[(code, area_name(code)) for code, _number in counties_shown()],
        topics=[(key, topic_name(key)) for key in topics_shown()],
        map=drawn_map(rows[:MOST_ON_MAP], MapView.of(request.GET), county=wanted.county),
        rest=rest_of_query(request),
        rest_of_map=rest_of_query(request, but=("zoom", "east", "north")),
    )


@case_page_view("one checked case for everybody", is_listed=True)
@require_safe
def shown_case(request: HttpRequest, number: str) -> HttpResponse:
    case = _case(number)
    run = clocks.runs_of(SUBJECT_KIND, [case.pk]).get(str(case.pk))
    steps = case.steps.select_related("unit").order_by("at", "sequence")
    told = [Happened(step.at, words) for step in steps if (words := step_words(step, is_public=True))]
    return page(
        request,
        "shown_case",
        line=_line(case, SYSTEM.now()),
        due_at=run.answer_due_at if run else None,
        is_owed=run is not None and run.finished_at is None and run.paused_since is None,
        course=told,
        answers=public_answers(case),
        photos=public_photos(case),
    )


@case_page_view("photos that a person has released")
@require_safe
def shown_photo(_request: HttpRequest, number: str, pk: str) -> HttpResponse:
    photo = public_photos(_case(number)).filter(pk=pk).first()
    if photo is None:
        raise Http404
    return file_answer(photo.blurred_digest or photo.digest, photo.mime)


@case_page_view("how offices answer, without persons", is_listed=True)
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    return page(request, "offices", figures=office_figures(), fewest=FEWEST)


@case_page_view("answers of closed cases, masked and checked", is_listed=True)
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    wanted = _wanted(request)
    found = page_of(request, library(wanted.words, wanted.topic))
    return page(
        request,
        "answers",
        page=found,
        wanted=wanted,
        topics=[(key, topic_name(key)) for key in topics_shown()],
        rest=rest_of_query(request),
    )


def _wanted(request: HttpRequest) -> Wanted:
    asked = {
        name: request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST]
        for name in ("county", "topic", "q")
    }
    return Wanted(asked["county"], asked["topic"], asked["q"], is_late=request.GET.get("late") == "1")


def _case(number: str) -> Case:
    case = public_case(number)
    if case is None:
        raise Http404
    return case


def _line(case: Case, now: datetime) -> dict[str, object]:
    is_open = case.state in UNDER_WAY
    return {
        "case": case,
        "digest": case.text_public.removeprefix(case.title_public).strip(),  # beyond the title
        "state": STATES[case.state],
        "county": county_name(case.county_code),
        "topic": topic_name(case.category_key) if case.category_key else "",
        "is_open": is_open,
        "is_late": is_open and case.next_due_at is not None and case.next_due_at <= now,
    }
