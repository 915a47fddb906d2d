"""Pauses and extensions: asked for, approved or not by somebody else, never in force before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.cases import paused, posted
from tests.factories.people import DelegationFactory
from zhenglian.audit.models import Entry
from zhenglian.cases.actions.assigning import exclude_offices, move_case
from zhenglian.cases.actions.citizens import withdraw_case
from zhenglian.cases.actions.clock_requests import (
    approve_request,
    ask_for_extension,
    ask_for_pause,
    deny_request,
    lapse_late_requests,
)
from zhenglian.cases.actions.erasing import erase_wholly
from zhenglian.cases.actions.handling import accept_case
from zhenglian.cases.enums import Act, RequestState
from zhenglian.cases.errors import (
    ApproverMissing,
    AskedAlready,
    MayNotHandle,
    MayNotSupervise,
    OwnRequest,
    PauseTooLong,
    ReasonMissing,
    RequestDecided,
    TooLateToPause,
)
from zhenglian.cases.models import ClockRequest
from zhenglian.cases.selectors.case_pages import case_page
from zhenglian.cases.selectors.clock_requests import requests_for
from zhenglian.cases.selectors.desk_case import approvers_of
from zhenglian.clocks.errors import AlreadyPaused, DeadlinePassed, ExtendedAlready
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
WHY = "需省级监测机构复核"


@pytest.fixture
def taken(office, led, clock):
    return lambda **changes: accept_case(led(**changes), actor=office.officers["county"], clock=clock)


@pytest.fixture
def ask(office, clock):
    """By the county's officer; of its supervisor, unless another is named."""

    def build(case, what=ask_for_extension, *, approver="county", **facts):
        chosen = office.supervisors[approver] if isinstance(approver, str) else approver
        facts = {"reason": WHY, "actor": office.officers["county"], **facts}
        return what(case, approver=chosen, clock=clock, **facts)

    return build


def acts(case):
    return [step.act for step in case.steps.order_by("sequence")]


def test_extension_takes_effect_with_the_approval_and_the_citizen_reads_why_only_then(
    office, taken, ask, clock
):
    case, boss = taken(), office.supervisors["county"]
    due = case.answer_due_at

    request = ask(case)

    case.refresh_from_db()
    before = case_page(case.code, clock=clock)
    assert (case.answer_due_at, before.extended_because) == (due, "")
    assert not any(WHY in happened.sentence for happened in before.course)
    clock.advance(timedelta(days=1))
    longer = approve_request(request, actor=boss, clock=clock).case
    after = case_page(case.code, clock=clock)
    assert (longer.answer_due_at > due, after.extended_because) == (True, WHY)
    assert WHY in after.course[-1].sentence
    assert acts(case)[-2:] == [Act.ASK_EXTEND, Act.EXTEND]
    recorded = Entry.objects.filter(act__in=["cases.ask_extend", "cases.extend"]).order_by("pk")
    assert [entry.actor_id for entry in recorded] == [str(office.officers["county"].pk), str(boss.pk)]
    with pytest.raises(ExtendedAlready):
        ask(case)


def test_clock_runs_on_until_a_pause_is_approved(taken, ask, office, clock):
    case = taken()
    request = ask(case, ask_for_pause, days=3)
    case.refresh_from_db()
    assert case.next_due_at == case.answer_due_at

    stopped = approve_request(request, actor=office.supervisors["county"], clock=clock).case

    assert stopped.next_due_at is None
    with pytest.raises(AlreadyPaused):
        ask(case, ask_for_pause, days=3)


def test_asking_needs_the_office_a_legal_length_and_another_supervisor_who_may_read_it(
    office, taken, ask, clock
):
    case, officer = taken(), office.officers["county"]
    both = posted(Role.SUPERVISOR, office.units["county"])

    for approver in (None, officer, office.supervisors["neighbour"], office.supervisors["ministry"]):
        with pytest.raises(ApproverMissing):
            ask(case, approver=approver)
    with pytest.raises(MayNotHandle):
        ask(case, actor=both)
    for days in (0, 99):
        with pytest.raises(PauseTooLong):
            ask(case, ask_for_pause, days=days)
    with pytest.raises(ReasonMissing):
        ask(case, reason=" ")
    ask(case)
    with pytest.raises(AskedAlready):
        ask(case)

    about_city = taken()
    exclude_offices(about_city, [office.units["city"]], actor=office.officers["county"], clock=clock)
    offered = approvers_of(about_city, besides=officer, clock=clock)
    assert office.supervisors["city"] not in offered
    assert not ClockRequest.objects.filter(case=about_city).exists()


def test_approvers_of_the_own_office_come_first_then_those_above_each_with_the_office(office, taken, clock):
    units, bosses = office.units, office.supervisors
    for staff, name in ((bosses["city"], "安"), (bosses["province"], "白"), (bosses["county"], "左")):
        staff.display_name = name
        staff.save()
    deputy = posted(Role.DUTY_OFFICER, units["bureau"])
    deputy.display_name = "丁"
    deputy.save()
    DelegationFactory(principal=bosses["county"], deputy=deputy, role=Role.SUPERVISOR)

    offered = approvers_of(taken(), besides=office.officers["county"], clock=clock)

    assert list(offered.items()) == [
        (deputy, units["county"]),
        (bosses["county"], units["county"]),
        (bosses["city"], units["city"]),
        (bosses["province"], units["province"]),
    ]


def test_nobody_approves_their_own_request_and_no_stranger_any(office, taken, ask, clock):
    case, officer = taken(), office.officers["county"]
    from tests.factories.people import PostingFactory

    PostingFactory(staff=officer, unit=office.units["county"], role=Role.SUPERVISOR)
    request = ask(case)

    for decide in (approve_request, lambda *each, **facts: deny_request(*each, reason="不", **facts)):
        with pytest.raises(OwnRequest):
            decide(request, actor=officer, clock=clock)
        with pytest.raises(MayNotSupervise):
            decide(request, actor=office.supervisors["neighbour"], clock=clock)
    assert not requests_for(officer, clock.now()).exists()


def test_request_waits_for_those_chosen_their_deputies_and_the_offices_own_supervisors(
    office, taken, ask, clock
):
    deputy, colleague = (
        posted(Role.DUTY_OFFICER, office.units["bureau"]),
        posted(Role.SUPERVISOR, office.units["county"]),
    )
    DelegationFactory(principal=office.supervisors["city"], deputy=deputy, role=Role.SUPERVISOR)
    request = ask(taken(), approver="city")
    others = [office.supervisors["province"], office.supervisors["neighbour"], office.officers["county"]]

    for one in (office.supervisors["city"], deputy, office.supervisors["county"], colleague):
        assert list(requests_for(one, clock.now())) == [request]
    for one in others:
        assert not requests_for(one, clock.now()).exists()

    approve_request(request, actor=deputy, clock=clock)
    assert not requests_for(deputy, clock.now()).exists()
    request.refresh_from_db()
    assert (request.state, request.decided_by) == (RequestState.APPROVED, deputy)


def test_refusal_needs_words_and_is_told_to_who_asked_by_mail_without_them(
    office, taken, ask, clock, mailoutbox, django_capture_on_commit_callbacks
):
    for staff in (office.officers["county"], office.supervisors["county"]):
        staff.email = f"{staff.username}@example.org"
        staff.save()
    case, boss = taken(), office.supervisors["county"]
    due = case.answer_due_at
    with django_capture_on_commit_callbacks(execute=True):
        request = ask(case)
    with pytest.raises(ReasonMissing):
        deny_request(request, reason=" ", actor=boss, clock=clock)

    with django_capture_on_commit_callbacks(execute=True):
        deny_request(request, reason="请先用县级监测数据", actor=boss, clock=clock)

    case.refresh_from_db()
    step = case.steps.order_by("sequence").last()
    assert (case.answer_due_at, step.act, step.reason) == (due, Act.DENY, "请先用县级监测数据")
    asked, told = mailoutbox
    assert (asked.to, told.to) == ([boss.email], [office.officers["county"].email])
    assert asked.subject == f"申请延期：诉求{case.number}"
    for mail in mailoutbox:
        assert f"/staff/desk/cases/{case.number}/" in mail.body
        assert not any(words in mail.body for words in (WHY, "县级监测数据", case.words, case.code))
    with pytest.raises(RequestDecided):
        approve_request(request, actor=boss, clock=clock)
    ask(case)  # a better reason may be given


def test_conditions_are_asked_again_at_the_approval(office, taken, ask, clock):
    boss = office.supervisors["county"]
    wait, more, already = ask(taken(), ask_for_pause, days=3), ask(taken()), taken()
    policy = already.clock_requests  # two pauses in a row: the second was asked for while the clock ran
    second = ask(already, ask_for_pause, days=3)
    ClockRequest.objects.filter(pk=second.pk).update(days=99)
    with pytest.raises(PauseTooLong):
        approve_request(second, actor=boss, clock=clock)
    clock.advance(timedelta(days=60))

    with pytest.raises(TooLateToPause):
        approve_request(wait, actor=boss, clock=clock)
    with pytest.raises(DeadlinePassed):
        approve_request(more, actor=boss, clock=clock)
    assert policy.get().state == RequestState.OPEN


def test_request_lapses_at_the_deadline_and_leaves_the_list(office, taken, ask, clock):
    case, boss = taken(), office.supervisors["county"]
    ask(case)
    assert lapse_late_requests(clock=clock) == 0
    clock.advance(timedelta(days=60))
    assert not requests_for(boss, clock.now()).exists()

    assert lapse_late_requests(clock=clock) == 1

    assert case.clock_requests.get().state == RequestState.LAPSED
    assert acts(case)[-1] == Act.LAPSE
    assert lapse_late_requests(clock=clock) == 0


def test_request_lapses_with_the_office_or_the_case(office, taken, ask, clock):
    moved, ended = taken(), taken()
    gone, over = ask(moved), ask(ended, ask_for_pause, days=3)

    move_case(
        moved, office.units["bureau"], reason="应由监测站办理", actor=office.officers["county"], clock=clock
    )
    withdraw_case(ended, clock=clock)

    for request, case, act in ((gone, moved, Act.MOVE), (over, ended, Act.WITHDRAW)):
        request.refresh_from_db()
        assert (request.state, acts(case)[-2:]) == (RequestState.LAPSED, [Act.LAPSE, act])
        with pytest.raises(Exception, match=r".+") as refusal:
            approve_request(request, actor=office.supervisors["county"], clock=clock)
        assert type(refusal.value).__name__ in {"RequestDecided", "NotNow"}


def test_citizens_record_has_no_word_of_requests_and_erasure_takes_their_words(office, taken, ask, clock):
    case = paused(taken(), office, clock=clock)
    request = ask(case)
    assert WHY not in str([happened.sentence for happened in case_page(case.code, clock=clock).course])

    erase_wholly([case.pk], clock)

    request.refresh_from_db()
    assert (request.reason, request.refusal) == ("", "")
