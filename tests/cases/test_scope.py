"""Row-level scope: who reads a case, who only counts it, and complaints about one's own office."""

from __future__ import annotations

import pytest

from tests.factories.cases import CaseFactory, CoHandlingFactory, posted
from zhenglian.cases.actions.assigning import move_case
from zhenglian.cases.enums import CaseState
from zhenglian.cases.scope import can_see, countable_by, visible_to
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db

EVERYBODY = ("ministry", "province", "city", "county", "bureau", "neighbour")


def readers(office, case, clock):
    """Names of the offices whose officer reads the case."""
    return {name for name in EVERYBODY if can_see(office.officers[name], case, clock=clock)}


def test_county_case_is_read_by_the_county_and_those_above_but_not_by_the_ministry(office, clock):
    case = CaseFactory(unit=office.units["county"], state=CaseState.ASSIGNED)

    assert readers(office, case, clock) == {"county", "city", "province"}


def test_supervisors_read_as_officers_do(office, clock):
    case = CaseFactory(unit=office.units["county"], state=CaseState.ASSIGNED)

    seen = {name for name in EVERYBODY if can_see(office.supervisors[name], case, clock=clock)}

    assert seen == {"county", "city", "province"}


def test_ministry_reads_what_waits_at_its_own_desk(office, clock):
    case = CaseFactory(unit=office.units["ministry"])

    assert readers(office, case, clock) == {"ministry"}


def test_ministry_that_once_led_reads_on_after_the_case_went_down(office, opened, clock):
    from zhenglian.cases.actions.assigning import assign_case

    case = assign_case(opened(), office.units["ministry"], actor=office.officers["ministry"], clock=clock)
    case = move_case(
        case, office.units["county"], reason="属地办理", actor=office.officers["ministry"], clock=clock
    )

    assert "ministry" in readers(office, case, clock)


def test_case_routed_by_the_machine_is_not_read_by_the_ministry(office, opened, clock):
    from zhenglian.cases.actions.assigning import assign_case

    case = assign_case(opened(), office.units["county"], actor=None, clock=clock)

    assert readers(office, case, clock) == {"county", "city", "province"}


def test_co_handler_reads_until_it_is_released(office, clock):
    case = CaseFactory(unit=office.units["county"], state=CaseState.ASSIGNED)
    row = CoHandlingFactory(case=case, unit=office.units["neighbour"])

    assert "neighbour" in readers(office, case, clock)

    row.released_at = clock.now()
    row.save()
    assert "neighbour" not in readers(office, case, clock)


@pytest.mark.parametrize(
    ("about", "expected"),
    [("county", {"city", "province"}), ("city", {"province"}), ("bureau", {"county", "city", "province"})],
)
def test_nobody_reads_a_complaint_about_their_own_office(office, clock, about, expected):
    case = CaseFactory(unit=office.units["bureau"], state=CaseState.ASSIGNED)
    case.about.add(office.units[about])

    assert readers(office, case, clock) == expected


def test_clerk_posted_in_two_offices_is_still_of_the_one_complained_about(office, clock):
    case = CaseFactory(unit=office.units["city"], state=CaseState.ASSIGNED)
    case.about.add(office.units["county"])
    both = posted(Role.DUTY_OFFICER, office.units["city"])
    assert can_see(both, case, clock=clock)

    from tests.factories.people import PostingFactory

    PostingFactory(staff=both, unit=office.units["bureau"], role=Role.EDITOR)

    assert not can_see(both, case, clock=clock)


def test_reviewer_reads_only_what_is_in_review(office, reviewer, clock):
    case = CaseFactory(unit=office.units["county"], state=CaseState.IN_PROGRESS)
    assert not can_see(reviewer, case, clock=clock)

    case.state = CaseState.IN_REVIEW
    case.save()

    assert can_see(reviewer, case, clock=clock)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR, Role.MATRIX_MANAGER])
def test_other_roles_read_nothing(office, clock, role):
    CaseFactory(unit=office.units["county"], state=CaseState.ASSIGNED)

    assert not visible_to(posted(role, office.units["province"]), clock=clock).exists()


def test_superuser_without_a_post_reads_nothing(office, clock):
    from tests.factories.people import StaffFactory

    CaseFactory(unit=office.units["county"])

    assert not visible_to(StaffFactory(is_superuser=True), clock=clock).exists()


def test_ministry_counts_what_it_may_not_read(office, clock):
    case = CaseFactory(unit=office.units["county"], state=CaseState.ASSIGNED)

    assert list(countable_by(office.officers["ministry"], clock=clock)) == [case]
    assert not visible_to(office.officers["ministry"], clock=clock).exists()
    assert not countable_by(office.officers["neighbour"], clock=clock).exists()


@pytest.mark.parametrize("number", [1, 3])
def test_scope_costs_the_same_for_one_and_for_many(office, clock, django_assert_max_num_queries, number):
    for _ in range(number):
        CaseFactory(unit=office.units["county"], state=CaseState.ASSIGNED)

    with django_assert_max_num_queries(4):
        found = list(visible_to(office.officers["county"], clock=clock))

    assert len(found) == number
