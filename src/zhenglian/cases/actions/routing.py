"""Finds place, topic and office of a case that waits at the desk; what is not certain is left to a person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import structlog
from django.db import OperationalError, transaction

from zhenglian.cases.actions.assigning import assign_case
from zhenglian.cases.actions.stepping import begin, locked_case, take_step
from zhenglian.cases.enums import DISPATCH, SUBJECT_KIND, Act, CaseState, Decider
from zhenglian.cases.errors import AreaUnknown, TopicUnknown
from zhenglian.cases.geography import is_county
from zhenglian.cases.guides import LONGEST_KEY, Guides, Topic
from zhenglian.cases.models import Case
from zhenglian.cases.reports import Place
from zhenglian.cases.selectors.questions import question_of
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import Unit
from zhenglian.routing.errors import NobodyResponsible

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

BATCH = 200
TWO = 2
PRODUCT = Guides()
log = structlog.get_logger(__name__)


def route_due(*, guides: Guides = PRODUCT, clock: Clock = SYSTEM) -> int:
    """Cases that no machine has looked at yet; one that fails stays at the desk and stops no other."""
    waiting = Case.objects.filter(state=CaseState.RECEIVED, routed_at=None).order_by("pk")
    done = 0
    for case in waiting[:BATCH]:
        try:
            route_case(case, guides=guides, clock=clock)
        except OperationalError as reason:  # the database is busy, nothing is wrong with the case: next round
            log.warning("cases.routing_put_off", case=case.pk, reason=type(reason).__name__)
        except Exception as reason:  # noqa: BLE001  one case must not hold up the rest
            log.error("cases.routing_failed", case=case.pk, reason=type(reason).__name__)
            Case.objects.filter(pk=case.pk, routed_at=None).update(routed_at=clock.now())
        else:
            done += 1
    return done


@transaction.atomic
def route_case(case: Case, *, guides: Guides = PRODUCT, clock: Clock = SYSTEM) -> Case:
    """Assigned when place and topic are certain; else it stays, with at most two suggestions for a person."""
    case = locked_case(case)
    if case.state != CaseState.RECEIVED:
        return case
    _find_place(case, guides)
    topic = _find_topic(case, guides)
    case.routed_at = clock.now()
    question = question_of(case)
    is_known = bool(case.category_key) and not case.near_counties
    case.suggestions = [] if is_known else _suggested(case, topic, guides, clock)
    case.save()
    if not is_known:
        return case
    try:
        found = guides.route(question, clock.now())
    except NobodyResponsible:
        return case
    if found.unit.pk in question.tried or (found.duty_id is None and found.unit.pk == case.unit_id):
        return case  # nobody but the desk itself: a person looks
    return assign_case(
        case,
        found.unit,
        actor=None,
        sentence=found.sentence,
        co_handlers=found.co_handlers,
        clock=clock,
    )


@transaction.atomic
def correct_case(
    case: Case,
    *,
    category_key: str | None = None,
    county_code: str | None = None,
    guides: Guides = PRODUCT,
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Case:
    """A person sets topic or county; a case at the desk is routed anew by it, one that is led stays there.

    Records `cases.correct`. Raises NotNow, MayNotHandle, TopicUnknown, AreaUnknown.
    """
    case = begin(case, Act.CORRECT, actor=actor, clock=clock)
    if category_key and len(category_key) > LONGEST_KEY:
        raise TopicUnknown
    if county_code and not is_county(county_code):
        raise AreaUnknown
    columns: dict[str, Any] = {}  # Any: columns of Case
    if category_key is not None:
        columns |= {"category_key": category_key, "category_by": Decider.PERSON}
    if county_code is not None:
        columns |= {"county_code": county_code[:12], "near_counties": []}
    detail = {"category": [case.category_key, category_key], "county": [case.county_code, county_code]}
    if category_key:
        text = f"{case.title}\n{case.words}"
        guides.learn((SUBJECT_KIND, str(case.pk)), text, category_key, actor, clock)
    take_step(case, Act.CORRECT, actor=actor, clock=clock, detail=detail, **columns)
    return route_case(case, guides=guides, clock=clock)


@transaction.atomic
def choose_county(case: Case, county_code: str) -> Case:
    """The citizen says in which of the near counties the place lies; the machine looks again.

    Any other code changes nothing: it was not offered.
    """
    case = locked_case(case)
    if case.state in DISPATCH and county_code in case.near_counties:
        case.county_code, case.near_counties, case.routed_at = county_code, [], None
        case.save(update_fields=["county_code", "near_counties", "routed_at"])
    return case


def _find_place(case: Case, guides: Guides) -> None:
    """Sets county, position in WGS-84 and the boundaries asked; what a person chose is kept."""
    pin = case.text.get("pin")
    place = Place(datum=case.datum_in or "wgs84", words=case.place_words, county_code=case.county_code)
    if pin:
        place = replace(place, lon=pin[0], lat=pin[1], accuracy_m=case.accuracy_m)
    if case.routed_at is not None and case.county_code:
        return
    where = guides.place(place)
    case.lon, case.lat = where.lon, where.lat
    case.generation_id = str(where.generation)[:20]
    case.county_code = case.county_code or where.code
    case.near_counties = [] if case.county_code else list(where.near)


def _find_topic(case: Case, guides: Guides) -> Topic:
    if case.category_key:
        return Topic()
    topic = guides.topic(f"{case.title}\n{case.words}")
    if topic.is_sure and topic.likely:
        case.category_key, case.category_by = topic.likely[0][0], Decider.MACHINE
    return topic


def _suggested(case: Case, topic: Topic, guides: Guides, clock: Clock) -> list[dict[str, Any]]:
    """Topic, probability, office and sentence. Any: JSON."""
    likely = topic.likely[:TWO] or (((case.category_key, 1.0),) if case.category_key else ())
    found = []
    for key, probability in likely:
        row: dict[str, Any] = {"category": key, "probability": round(probability, 3)}
        try:
            route = guides.route(question_of(case, category_key=key), clock.now())
        except NobodyResponsible:
            found.append(row)
        else:
            found.append(row | {"unit": route.unit.pk, "words": route.sentence})
    return found


def suggested_units(case: Case) -> dict[int, Unit]:
    """{id: office} of the suggestions, for pages; one query."""
    keys = [row["unit"] for row in case.suggestions if row.get("unit")]
    return Unit.objects.in_bulk(keys)
