"""Supervisors remind, supervise in writing and raise by hand: with a reason, on record, and told by mail."""

from __future__ import annotations

import pytest

from tests.factories.cases import posted
from zhenglian.audit.api import entries_on
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.urging import raise_case, remind_office, supervise_office
from zhenglian.cases.enums import Act, CaseState
from zhenglian.cases.errors import MayNotSupervise, NobodyAbove, ReasonMissing
from zhenglian.cases.rules import offered_acts
from zhenglian.cases.scope import can_see
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
REASON = "群众多次来电催问"


@pytest.mark.parametrize(
    ("urge", "act"), [(remind_office, Act.REMIND), (supervise_office, Act.SUPERVISE), (raise_case, Act.RAISE)]
)
def test_supervisor_above_urges_with_a_reason_on_record(office, led, clock, urge, act):
    case = led()
    boss = office.supervisors["city"]
    assert act in offered_acts(boss, case, clock=clock)

    case = urge(case, reason=REASON, actor=boss, clock=clock)

    step = case.steps.order_by("sequence").last()
    assert (step.act, step.reason, step.actor) == (act, REASON, boss)
    assert (case.state, case.unit, case.moves) == (CaseState.ASSIGNED, office.units["county"], 0)
    entry = entries_on(*subject_of(case).audited()[:2]).filter(act=f"cases.{act}").get()
    assert REASON not in str(entry.detail)


@pytest.mark.parametrize("urge", [remind_office, supervise_office, raise_case])
def test_urging_is_for_supervisors_and_needs_a_reason(office, led, clock, urge):
    case = led()

    with pytest.raises(MayNotSupervise):
        urge(case, reason=REASON, actor=office.officers["county"], clock=clock)
    with pytest.raises(MayNotSupervise):
        urge(case, reason=REASON, actor=office.supervisors["neighbour"], clock=clock)
    with pytest.raises(ReasonMissing):
        urge(case, reason=" ", actor=office.supervisors["county"], clock=clock)

    assert not case.steps.filter(act__in=(Act.REMIND, Act.SUPERVISE, Act.RAISE)).exists()


def test_raising_goes_one_level_a_time_until_there_is_none(office, led, clock):
    case, boss = led(), office.supervisors["county"]

    for name in ("city", "province", "ministry"):
        case = raise_case(case, reason=REASON, actor=boss, clock=clock)
        assert case.raised_to == office.units[name]
        assert can_see(office.officers[name], case, clock=clock)

    with pytest.raises(NobodyAbove):
        raise_case(case, reason=REASON, actor=boss, clock=clock)


def test_officers_are_mailed_the_number_alone(
    office, led, clock, mailoutbox, django_capture_on_commit_callbacks
):
    case = led()
    officer = posted(Role.DUTY_OFFICER, office.units["county"], email="officer@example.test")

    with django_capture_on_commit_callbacks(execute=True):
        remind_office(case, reason=REASON, actor=office.supervisors["county"], clock=clock)

    mail = next(mail for mail in mailoutbox if mail.to == [officer.email])
    assert case.number in mail.subject
    assert REASON not in mail.body


def test_desk_offers_it_to_supervisors_alone(office, led, client):
    case = led()
    page = f"/staff/desk/cases/{case.number}/"
    client.force_login(office.officers["county"])
    assert f'action="{page}remind/"' not in client.get(page).content.decode()

    client.force_login(office.supervisors["city"])
    assert f'action="{page}remind/"' in client.get(page).content.decode()
    answer = client.post(f"{page}remind/", {"remind-reason": REASON})

    assert answer.status_code == 302
    assert case.steps.filter(act=Act.REMIND).count() == 1
