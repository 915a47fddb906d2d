"""Reviews know what an answer to a case is; reviewers are told, but for those complained about."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cases.test_answers import TEXT, show
from tests.factories.cases import posted
from zhenglian.cases.actions.answers import draft_answer, submit_answer
from zhenglian.cases.actions.handling import accept_case
from zhenglian.people.enums import Role
from zhenglian.reviews.actions.reminders import remind_overdue, tell_waiting
from zhenglian.reviews.subjects import registered_kinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(office, led, clock):
    case = accept_case(led(), actor=office.officers["county"], clock=clock)
    show(case, office.officers["county"], clock)
    answer = draft_answer(case, TEXT, actor=office.officers["county"], clock=clock)
    return submit_answer(answer, actor=office.officers["county"], clock=clock)


def test_page_of_the_rules_knows_answers_to_cases():
    [kind] = [kind for kind in registered_kinds() if kind.key == "cases.answer"]

    assert kind.usual.keys() == {""}


def test_reviewer_is_mailed_the_number_and_the_page(
    office, submitted, clock, mailoutbox, django_capture_on_commit_callbacks
):
    posted(Role.FIRST_REVIEWER, office.units["county"], email="first@example.test")

    with django_capture_on_commit_callbacks(execute=True):
        tell_waiting(clock=clock)
    clock.advance(timedelta(days=30))
    with django_capture_on_commit_callbacks(execute=True):
        remind_overdue(clock=clock)

    mails = [mail for mail in mailoutbox if mail.to == ["first@example.test"]]
    case = submitted.case
    assert [case.number in mail.subject for mail in mails] == [True, True]
    assert mails[0].body.splitlines()[:4] == [
        f"诉求编号：{case.number}",
        "诉求类别：投诉求助",
        f"办理单位：{office.units['county']}",
        "当前审级：第1级（共1级）",
    ]
    assert f"/cases/{case.number}/review/" in mails[0].body
    assert not any(word in mail.body for mail in mails for word in (TEXT, case.words, case.code))


def test_reviewer_of_an_office_complained_about_hears_nothing(
    office, submitted, clock, mailoutbox, django_capture_on_commit_callbacks
):
    posted(Role.FIRST_REVIEWER, office.units["city"], email="city@example.test")
    submitted.case.about.add(office.units["city"])

    with django_capture_on_commit_callbacks(execute=True):
        tell_waiting(clock=clock)

    assert not [mail for mail in mailoutbox if mail.to == ["city@example.test"]]
