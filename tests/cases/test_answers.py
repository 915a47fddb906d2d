"""From the answer's draft to its review, its sending, the rating and the one reopening."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.cases import paused, posted
from tests.factories.people import PostingFactory
from zhenglian.cases.actions.answers import approve_answer, draft_answer, return_answer, submit_answer
from zhenglian.cases.actions.assigning import refuse_case
from zhenglian.cases.actions.citizens import add_words, follow_case, rate_case, reopen_case, withdraw_case
from zhenglian.cases.actions.climbing import climb_ladder
from zhenglian.cases.actions.course import close_case, close_quiet, end_long_pauses, resume_case
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.handling import (
    accept_case,
    begin_work,
    contribute_part,
    involve_office,
    record_visit,
    release_office,
)
from zhenglian.cases.actions.photos import add_evidence
from zhenglian.cases.enums import AnswerState, CaseState
from zhenglian.cases.errors import (
    ComplainedAbout,
    EvidenceMissing,
    MayNotHandle,
    MayNotReview,
    NeighboursJoined,
    NotNow,
    PartsMissing,
    RatedAlready,
    RatingInvalid,
    ReopenedAlready,
)
from zhenglian.clocks.api import run_of
from zhenglian.clocks.errors import NotPaused
from zhenglian.people.enums import Role
from zhenglian.reviews.enums import ReturnReason
from zhenglian.reviews.errors import OwnWork

pytestmark = pytest.mark.django_db
TEXT = "1月14日我局到龙安镇老桥下查看，查明为管网破损，已封堵排口1处，1月20日前修复管网并复测水质。"


@pytest.fixture
def taken(office, led, clock):
    """Accepted by the county's officer, work begun."""

    def build(**changes):
        case = accept_case(led(**changes), actor=office.officers["county"], clock=clock)
        return begin_work(case, actor=office.officers["county"], clock=clock)

    return build


@pytest.fixture
def answered(office, taken, reviewer, clock):
    def build(**changes):
        case, officer = taken(**changes), office.officers["county"]
        show(case, officer, clock)
        answer = draft_answer(case, TEXT, actor=officer, clock=clock)
        submit_answer(answer, actor=officer, clock=clock)
        approve_answer(answer, actor=reviewer, clock=clock)
        case.refresh_from_db()
        return case

    return build


def show(case, officer, clock):
    return add_evidence(case, words="整改公告", link="https://example.org/1", actor=officer, clock=clock)


def test_answer_is_sent_after_review_and_ends_the_clock(office, answered, clock):
    case = answered()

    assert (case.state, case.answered_at, case.next_due_at) == (CaseState.ANSWERED, clock.now(), None)
    assert case.answers.get().state == AnswerState.SENT
    assert run_of(subject_of(case)).answered_at == clock.now()


def test_report_is_not_answered_by_words_alone(office, taken, clock):
    answer = draft_answer(taken(), TEXT, actor=office.officers["county"], clock=clock)

    with pytest.raises(EvidenceMissing):
        submit_answer(answer, actor=office.officers["county"], clock=clock)


def test_consultation_is(office, taken, clock):
    case = taken(class_key="consultation")
    answer = draft_answer(case, TEXT, actor=office.officers["county"], clock=clock)

    submit_answer(answer, actor=office.officers["county"], clock=clock)

    case.refresh_from_db()
    assert case.state == CaseState.IN_REVIEW


def test_writer_does_not_approve_their_own_answer(office, taken, clock):
    officer = office.officers["county"]
    PostingFactory(staff=officer, unit=office.units["county"], role=Role.FIRST_REVIEWER)
    case = taken(class_key="consultation")
    answer = submit_answer(draft_answer(case, TEXT, actor=officer, clock=clock), actor=officer, clock=clock)

    with pytest.raises(OwnWork):
        approve_answer(answer, actor=officer, clock=clock)


@pytest.mark.parametrize("level", ["ministry", "neighbour"])
def test_reviewer_of_another_office_decides_nothing(office, taken, clock, level):
    officer, other = office.officers["county"], posted(Role.FIRST_REVIEWER, office.units[level])
    draft = draft_answer(taken(class_key="consultation"), TEXT, actor=officer, clock=clock)
    answer = submit_answer(draft, actor=officer, clock=clock)

    with pytest.raises(MayNotReview):
        approve_answer(answer, actor=other, clock=clock)
    with pytest.raises(MayNotReview):
        return_answer(answer, reason=ReturnReason.FACTS, comment="x", actor=other, clock=clock)


def test_neighbours_are_drawn_when_the_answer_is_sent(office, taken, reviewer, clock):
    officer, case = office.officers["county"], taken(class_key="consultation")
    for _ in range(7):
        follow_case(case, clock=clock)

    answer = submit_answer(draft_answer(case, TEXT, actor=officer, clock=clock), actor=officer, clock=clock)
    approve_answer(answer, actor=reviewer, clock=clock)

    assert case.followers.filter(asked_at=clock.now()).count() == 5


def test_report_that_others_joined_is_not_withdrawn(led, clock):
    case = led()
    follow_case(case, clock=clock)

    with pytest.raises(NeighboursJoined):
        withdraw_case(case, clock=clock)


def test_returned_answer_is_written_anew_and_submitted_again(office, taken, reviewer, clock):
    officer = office.officers["county"]
    case = taken(class_key="consultation")
    answer = submit_answer(
        draft_answer(case, "尽快处理。", actor=officer, clock=clock), actor=officer, clock=clock
    )
    return_answer(answer, reason=ReturnReason.FACTS, comment="请写明日期", actor=reviewer, clock=clock)

    again = draft_answer(case, TEXT, actor=officer, clock=clock)
    submit_answer(again, actor=officer, clock=clock)
    approve_answer(again, actor=reviewer, clock=clock)

    assert again.pk == answer.pk
    case.refresh_from_db()
    assert case.state == CaseState.ANSWERED


def test_joint_answer_waits_for_every_part_that_was_not_released(office, taken, clock):
    officer, helper = office.officers["county"], office.officers["neighbour"]
    case = taken(class_key="consultation")
    first = involve_office(case, office.units["neighbour"], actor=officer, clock=clock)
    second = involve_office(case, office.units["bureau"], actor=officer, clock=clock)
    answer = draft_answer(case, TEXT, actor=officer, clock=clock)
    contribute_part(first, "北川段同日封堵排口2处。", actor=helper, clock=clock)

    with pytest.raises(PartsMissing):
        submit_answer(answer, actor=officer, clock=clock)
    release_office(second, reason="无监测数据", actor=officer, clock=clock)
    answer = submit_answer(answer, actor=officer, clock=clock)

    assert set(answer.units.all()) == {office.units["county"], office.units["neighbour"]}
    assert helper in answer.writers.all()


def test_stranger_contributes_nothing_and_the_accused_is_not_brought_in(office, taken, clock):
    case = taken(about=frozenset({office.units["neighbour"].pk}))

    with pytest.raises(ComplainedAbout):
        involve_office(case, office.units["neighbour"], actor=office.officers["county"], clock=clock)
    row = involve_office(case, office.units["bureau"], actor=office.officers["county"], clock=clock)
    with pytest.raises(MayNotHandle):
        contribute_part(row, "x", actor=office.officers["neighbour"], clock=clock)


def test_visit_knows_how_far_from_the_place_it_was(office, taken, clock):
    case = taken()
    case.lon, case.lat = 104.53, 32.41
    case.save(update_fields=["lon", "lat"])

    visit = record_visit(
        case, words="已到现场", position=(104.531, 32.41), actor=office.officers["county"], clock=clock
    )

    assert visit.metres_off == pytest.approx(94, abs=1)


def test_rating_is_given_once_and_within_bounds(answered, clock):
    case = answered()

    with pytest.raises(RatingInvalid):
        rate_case(case, answer=6, outcome=1, clock=clock)
    case = rate_case(case, answer=5, outcome=2, clock=clock)
    with pytest.raises(RatedAlready):
        rate_case(case, answer=1, outcome=1, clock=clock)

    assert (case.answer_rating, case.outcome_rating) == (5, 2)


def test_case_is_reopened_once_with_a_new_deadline_and_needs_new_evidence(office, answered, reviewer, clock):
    case, officer = answered(), office.officers["county"]
    first_due = case.answer_due_at
    clock.advance(timedelta(days=10))

    case = reopen_case(case, reason="又黑了", clock=clock)

    assert (case.state, case.unit) == (CaseState.ASSIGNED, office.units["county"])
    assert case.answer_due_at > first_due
    case = accept_case(case, actor=officer, clock=clock)
    answer = draft_answer(case, TEXT, actor=officer, clock=clock)
    with pytest.raises(EvidenceMissing):
        submit_answer(answer, actor=officer, clock=clock)
    show(case, officer, clock)
    approve_answer(submit_answer(answer, actor=officer, clock=clock), actor=reviewer, clock=clock)
    with pytest.raises(ReopenedAlready):
        reopen_case(case, reason="还是黑", clock=clock)


def test_machine_closes_what_nobody_opened_again(answered, clock):
    case = answered()
    clock.advance(timedelta(days=14))
    assert close_quiet(clock=clock) == 0

    clock.advance(timedelta(days=2))

    assert close_quiet(clock=clock) == 1
    case.refresh_from_db()
    assert case.state == CaseState.CLOSED


def test_withdrawn_case_drops_its_draft_and_ends(office, taken, clock):
    case = taken()
    answer = draft_answer(case, TEXT, actor=office.officers["county"], clock=clock)

    case = withdraw_case(case, clock=clock)

    answer.refresh_from_db()
    assert (case.state, answer.state) == (CaseState.WITHDRAWN, AnswerState.DROPPED)
    with pytest.raises(NotNow):
        close_case(case, actor=office.officers["county"], clock=clock)


def test_pause_ends_with_the_citizens_words(office, taken, clock):
    case = paused(taken(), office, clock=clock)
    assert case.next_due_at is None
    clock.advance(timedelta(days=1))

    add_words(case, "照片在附件里", clock=clock)

    case.refresh_from_db()
    assert run_of(subject_of(case)).paused_since is None
    assert case.next_due_at == case.answer_due_at
    with pytest.raises(NotPaused):
        resume_case(case, actor=office.officers["county"], clock=clock)


@pytest.mark.parametrize("is_refused", [False, True])
def test_forgotten_pause_ends_by_itself_and_then_the_case_is_late(office, led, is_refused, clock):
    case, officer = led(), office.officers["county"]
    due = paused(case, office, clock=clock).answer_due_at
    if is_refused:
        refuse_case(case, reason="不属本局", responsible=None, is_unknown=True, actor=officer, clock=clock)
    clock.advance(timedelta(days=1))
    assert end_long_pauses(clock=clock) == 0

    clock.advance(timedelta(days=60))

    assert end_long_pauses(clock=clock) == 1
    case.refresh_from_db()
    assert case.next_due_at == case.answer_due_at == due < clock.now()
    assert climb_ladder(clock=clock) > 0
    assert end_long_pauses(clock=clock) == 0
