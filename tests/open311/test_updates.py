"""mySociety's extension: what is pulled from us in a window of time, and what is pushed to us."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.cases import AnswerFactory
from tests.factories.open311 import ReceptionFactory, given_key
from tests.open311.conftest import report
from zhenglian.cases.api import Case, Step
from zhenglian.cases.enums import Act, AnswerState, CaseState
from zhenglian.open311 import errors
from zhenglian.open311.enums import Scope, UpdateStatus
from zhenglian.open311.items import updates_answer
from zhenglian.open311.models import ReceivedUpdate
from zhenglian.open311.parameters import Asked
from zhenglian.open311.selectors import updates as selector
from zhenglian.open311.selectors.updates import updates

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 15, 1, 0, tzinfo=UTC)


@pytest.fixture
def stepped(public_case):
    """A public case with steps at these moments."""

    def build(*steps, **facts):
        case = public_case(received_at=NOW, **facts)
        for sequence, (act, at) in enumerate(steps, 1):
            Step.objects.create(
                case=case, sequence=sequence, act=act, state=case.state, unit=case.unit, at=at
            )
        return case

    return build


def pulled(**query):
    asked = Asked.of({name: [value] for name, value in query.items()})
    rows = updates_answer(updates(asked, key=None, now=NOW)).tree.items
    return [(row["update_id"], row["status"]) for row in rows]


def test_last_two_hours_are_meant_when_nothing_is_said(stepped):
    case = stepped((Act.RECEIVE, NOW - timedelta(hours=3)), (Act.ASSIGN, NOW - timedelta(hours=2)))

    assert pulled() == [(f"{case.number}-2", "in_progress")]


def test_window_holds_the_seconds_at_its_edges(stepped):
    moment = datetime(2026, 1, 10, 8, 0, 5, 700_000, tzinfo=UTC)
    case = stepped((Act.RECEIVE, moment))
    found = [(f"{case.number}-1", "open")]

    assert pulled(start_date="2026-01-10T08:00:05Z", end_date="2026-01-10T08:00:05Z") == found
    assert pulled(start_date="2026-01-10T08:00:06Z", end_date="2026-01-10T08:01:00Z") == []
    assert pulled(start_date="2026-01-10T08:00:00Z", end_date="2026-01-10T08:00:04Z") == []


def test_moment_is_echoed_to_the_second(stepped):
    stepped((Act.RECEIVE, NOW - timedelta(microseconds=1)))

    (row,) = updates_answer(updates(Asked.of({}), key=None, now=NOW)).tree.items
    assert row["updated_datetime"] == "2026-01-15T08:59:59+08:00"


def test_inner_steps_and_the_citizens_own_are_not_told(stepped):
    stepped((Act.DRAFT, NOW), (Act.ADD_WORDS, NOW), (Act.RATE, NOW), (Act.REMIND, NOW))

    assert pulled() == []


def test_answer_is_told_in_its_masked_words(stepped):
    case = stepped((Act.ANSWER, NOW), state=CaseState.ANSWERED)
    text = {"text_public": "已封堵排口。", "content": {"text": "张三丰，已封堵排口。"}}
    AnswerFactory(case=case, state=AnswerState.SENT, sent_at=NOW, is_solved=False, **text)

    (row,) = updates_answer(updates(Asked.of({}), key=None, now=NOW)).tree.items
    assert (row["status"], row["description"]) == ("no_further_action", "已封堵排口。")


def test_each_answer_of_a_case_opened_again_keeps_its_own_words(stepped):
    early = NOW - timedelta(hours=1)
    case = stepped((Act.ANSWER, early), (Act.REOPEN, early), (Act.ANSWER, NOW), state=CaseState.ANSWERED)
    AnswerFactory(case=case, state=AnswerState.SENT, sent_at=early, text_public="第一次")
    AnswerFactory(case=case, state=AnswerState.SENT, sent_at=NOW, text_public="第二次")

    rows = updates_answer(updates(Asked.of({}), key=None, now=NOW)).tree.items
    assert [(row["status"], row["description"]) for row in rows if row["status"] != "reopen"] == [
        ("fixed", "第一次"),
        ("fixed", "第二次"),
    ]


def test_more_updates_than_fit_are_refused_and_not_cut(stepped, monkeypatch):
    monkeypatch.setattr(selector, "MOST", 1)
    stepped((Act.RECEIVE, NOW), (Act.ASSIGN, NOW))

    with pytest.raises(errors.TooManyUpdates):
        pulled()


def test_every_status_is_one_that_the_extension_knows():
    known = {status.value for status in UpdateStatus}

    assert {told.status.value for told in selector.TOLD.values()} <= known


@pytest.fixture
def own(send):
    """The number of a case that the client sent."""
    return send("requests.json", **report())[1][0]["service_request_id"]


def update(number, **changes):
    facts = {
        "service_request_id": number,
        "update_id": "77",
        "updated_datetime": "2026-01-15T09:00:00+08:00",
        "status": "NO_FURTHER_ACTION",
        "description": "垃圾还在",
        "first_name": "张三丰",
        "last_name": "-",
    }
    return facts | changes


def words_of(number):
    steps = Step.objects.filter(case__number=number, act=Act.ADD_WORDS)
    return [step.words["text"] for step in steps]


def test_pushed_words_reach_the_case_once(send, own):
    first = send("servicerequestupdates.xml", **update(own))
    again = send("servicerequestupdates.xml", **update(own))

    ids = [answer[1].findtext("request_update/update_id") for answer in (first, again)]
    assert ids == [f"{own}-2"] * 2
    assert first[1].tag == "service_request_updates"
    assert words_of(own) == ["垃圾还在"]
    assert ReceivedUpdate.objects.count() == 1


def test_another_update_adds_another_word(send, own):
    for number in ("1", "2"):
        send("servicerequestupdates.json", **update(own, update_id=number, media_url="https://e.org/1.jpg"))

    assert words_of(own) == ["垃圾还在\n\nhttps://e.org/1.jpg"] * 2


@pytest.mark.parametrize(
    "name", ["service_request_id", "update_id", "updated_datetime", "status", "description"]
)
def test_push_without_a_required_parameter_is_refused(send, own, name):
    status, found, _ = send("servicerequestupdates.json", **update(own, **{name: ""}))

    assert status == 400
    assert name in found[0]["description"]


@pytest.mark.parametrize("wrong", [{"status": "gone"}, {"updated_datetime": "now"}, {"update_id": "1" * 121}])
def test_push_that_cannot_be_read_is_refused(send, own, wrong):
    assert send("servicerequestupdates.json", **update(own, **wrong))[0] == 400
    assert words_of(own) == []


def test_state_in_words_with_blanks_is_the_same_state(send, own):
    assert send("servicerequestupdates.json", **update(own, status="No further action"))[0] == 200


def test_client_adds_to_its_own_reports_only(send, own, public_case):
    other = given_key(scopes=[Scope.UPDATE])[1]
    public = ReceptionFactory(case=public_case()).case.number

    assert send("servicerequestupdates.json", api_key=other, **update(own))[0] == 404
    assert send("servicerequestupdates.json", **update(public))[0] == 404
    assert send("servicerequestupdates.json", **update("2020-000001"))[0] == 404


def test_case_that_is_over_takes_no_words(send, own):
    Case.objects.filter(number=own).update(state=CaseState.WITHDRAWN)

    status, found, _ = send("servicerequestupdates.json", **update(own))

    assert (status, words_of(own)) == (400, [])
    assert found[0]["description"]


def test_own_words_of_a_client_do_not_come_back_as_an_update(send, own, call, client_key):
    send("servicerequestupdates.json", **update(own))

    found = call("servicerequestupdates.json", api_key=client_key[1])[1]
    assert [row["update_id"] for row in found] == [f"{own}-1"]
