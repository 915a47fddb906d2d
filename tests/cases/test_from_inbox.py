"""A matter becomes a case in one click: everything is carried over, and the citizen is told."""

from __future__ import annotations

import pytest

from zhenglian.cases.actions.joining import join_case
from zhenglian.cases.actions.telling import tell_of_answer
from zhenglian.cases.enums import CaseState, ReportSource
from zhenglian.cases.models import Case
from zhenglian.inbox.enums import Direction, MatterState
from zhenglian.inbox.handlers import handlers_for
from zhenglian.inbox.models import Reply
from zhenglian.kernel.ids import spaced

pytestmark = pytest.mark.django_db


def test_button_is_offered(matter):
    assert "cases" in [handler.key for handler in handlers_for(matter)]


def test_everything_is_carried_over(handed):
    case = Case.objects.get()

    assert (handed.state, handed.handler_ref) == (MatterState.HANDED_ON, case.number)
    assert (case.source, case.matter, case.state) == (ReportSource.INBOX, handed, CaseState.RECEIVED)
    assert "河水发黑" in case.words
    assert case.reporter == {"name": "王小明", "phone": "13800138000"}
    assert (case.text["pin"], case.datum_in) == ([104.53, 32.41], "gcj02")
    assert (case.class_key, case.received_at) == ("complaint", handed.received_at)


def test_citizen_is_told_the_code_where_they_wrote(handed):
    case = Case.objects.get()

    told = handed.messages.filter(direction=Direction.OUT).order_by("pk").last()
    assert case.number in told.content["text"]
    assert spaced(case.code) in told.content["text"]
    assert f"/case/{case.code}/" in told.content["text"]


def test_writer_whose_case_was_joined_to_another_is_told_of_its_answer(handed, opened, office, clock):
    case, into = Case.objects.get(), opened()
    join_case(case, into, actor=office.officers["ministry"], clock=clock)

    tell_of_answer(into, clock=clock)

    said = Reply.objects.filter(matter=handed).order_by("pk").last()
    assert case.number in said.content["text"]
    assert f"/case/{case.code}/" in said.content["text"]
    assert into.code not in said.content["text"]
