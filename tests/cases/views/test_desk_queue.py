"""The queues: which case stands where, filters, search by number, and at most twelve queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.cases import CaseFactory
from zhenglian.cases.actions.arbitration import dispute_case
from zhenglian.cases.actions.handling import involve_office
from zhenglian.cases.enums import CaseState
from zhenglian.cases.models import Case
from zhenglian.cases.selectors.desk_queues import PAGE_SIZE, Queue
from zhenglian.kernel.clock import SYSTEM
from zhenglian.kernel.ids import short_code

pytestmark = pytest.mark.django_db
QUEUE = "/staff/desk/cases/"
MOST_QUERIES = 12


def shown(client, query=""):
    answer = client.get(QUEUE + query)
    assert answer.status_code == 200
    return answer.content.decode()


def standing(client, case):
    """The queues in which the case stands for this person."""
    return {queue.value for queue in Queue if f'id="case-{case.number}"' in shown(client, f"?queue={queue}")}


def test_new_report_waits_at_the_root_desk_only(desk, fresh):
    case = fresh()

    assert standing(desk("ministry"), case) == {"assign", "all"}
    assert standing(desk("county"), case) == set()


def test_assigned_case_stands_with_its_office_and_those_above(desk, given):
    case = given("county")

    assert standing(desk("county"), case) == {"ours", "all"}
    assert standing(desk("city"), case) == {"ours", "all"}
    assert standing(desk("neighbour"), case) == set()


def test_contributing_office_finds_it_among_those_it_helps_with(house, desk, given):
    case = given("county", accepted=True)
    involve_office(case, house.units["neighbour"], actor=house.officers["county"])

    assert standing(desk("neighbour"), case) == {"helping", "all"}


def test_dispute_stands_with_the_arbiter(house, desk, given):
    case = given("county")
    dispute_case(case, reason="跨界", actor=house.officers["county"])

    assert standing(desk("ministry"), case) == {"arbitration", "all"}


@pytest.mark.parametrize(("hours", "queue"), [(20, "due"), (-2, "overdue")])
def test_deadline_puts_it_among_those_due(house, desk, hours, queue):
    due = SYSTEM.now() + timedelta(hours=hours)
    case = CaseFactory(
        unit=house.units["county"], state=CaseState.ACCEPTED, next_due_at=due, answer_due_at=due
    )

    assert standing(desk("county"), case) == {"ours", queue, "all"}


def test_ended_case_is_done(house, desk):
    case = CaseFactory(unit=house.units["county"], state=CaseState.CLOSED)

    assert standing(desk("county"), case) == {"done"}


def test_filters_narrow_by_county_topic_and_office(house, desk):
    here = CaseFactory(
        unit=house.units["county"], county_code="510727", category_key="water", state=CaseState.ACCEPTED
    )
    there = CaseFactory(
        unit=house.units["neighbour"], county_code="510726", category_key="noise", state=CaseState.ACCEPTED
    )
    city = desk("city")

    for query in ("county=510727", "category=water", f"unit={here.unit_id}"):
        page = shown(city, f"?queue=all&{query}")
        assert here.number in page
        assert f"case-{there.number}" not in page


def test_number_leads_to_the_case_its_end_to_a_list_and_a_strangers_nowhere(house, desk):
    case = CaseFactory(unit=house.units["county"], number="2026-004711", state=CaseState.CLOSED)
    county, neighbour = desk("county"), desk("neighbour")

    assert county.get(f"{QUEUE}?q=2026-004711").url == f"{QUEUE}2026-004711/"
    assert case.number in shown(county, "?queue=all&q=4711")
    assert "case-2026" not in shown(neighbour, "?queue=all&q=2026-004711")


def test_suggested_offices_are_buttons_of_the_row(house, desk, fresh):
    case = fresh()
    case.suggestions = [
        {"category": "water", "probability": 0.61, "unit": house.units["county"].pk},
        {"category": "noise", "probability": 0.3, "unit": house.units["city"].pk},
    ]
    case.save(update_fields=["suggestions"])

    page = shown(desk("ministry"))

    assert page.count(f"{case.number}/suggestion/") == 2
    assert "平武县生态环境局" in page
    assert "61" in page


def test_queue_page_asks_at_most_twelve_questions(house, desk):
    now, units = SYSTEM.now(), list(house.units.values())
    Case.objects.bulk_create([_case(place, units[place % 6], now) for place in range(600)])
    client = desk("province")
    shown(client)  # the menu of the frame is asked once in half a minute

    asked = {}
    for query in (
        "?queue=assign",
        "?queue=ours",
        "?queue=helping",
        "?queue=overdue",
        "?queue=all&p=2",
        "?queue=all&q=99",
    ):
        with CaptureQueriesContext(connection) as found:
            page = shown(client, query)
        asked[query] = len(found)

    assert {query: count for query, count in asked.items() if count > MOST_QUERIES} == {}
    assert shown(client, "?queue=all").count('class="inbox-row"') == PAGE_SIZE
    assert page.count('class="inbox-row"') > 0


def _case(place, unit, now):
    due = now + timedelta(hours=place - 300)
    state = (CaseState.RECEIVED, CaseState.ASSIGNED, CaseState.ACCEPTED, CaseState.CLOSED)[place % 4]
    suggestions = [{"category": "water", "probability": 0.6, "unit": unit.pk}] if place % 4 == 0 else []
    return Case(
        number=f"2026-{900000 + place}", code=short_code(12), source="web", class_key="complaint",
        category_key=("water", "noise", "")[place % 3], county_code=f"5107{place % 9:02d}", state=state,
        unit=unit, text={"title": f"第{place}件"}, received_at=now, stored_at=now, changed_at=now,
        next_due_at=due, answer_due_at=due, suggestions=suggestions,
    )  # fmt: skip
