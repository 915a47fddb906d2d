"""Pauses and extensions on the page of a case: asked for, found by the supervisor, decided."""

from __future__ import annotations

import pytest

from tests.cases.views.conftest import act
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.enums import Act
from zhenglian.clocks.api import run_of

pytestmark = pytest.mark.django_db


def test_extension_is_asked_for_found_by_the_supervisor_denied_asked_again_and_approved(house, desk, given):
    case, boss = given(accepted=True), house.supervisors["county"]
    officer, chief, due = desk("county"), desk(boss), case.answer_due_at
    officer_page = officer.get(f"/staff/desk/cases/{case.number}/").content.decode()
    nobody = act(officer, case, "extend", reason="需送检", approver="")
    asked = act(officer, case, "extend", reason="需送检", approver=boss.pk)
    request = case.clock_requests.get()
    listed = chief.get("/staff/desk/cases/?queue=approve").content.decode()

    wordless = act(chief, case, "deny-extend", request=request.pk)
    denied = act(chief, case, "deny-extend", request=request.pk, reason="期限尚早")
    again = act(officer, case, "extend", reason="须省级复核", approver=boss.pk)
    stale = act(chief, case, "approve-extend", request=request.pk)
    case.refresh_from_db()

    assert (nobody.status_code, wordless.status_code, stale.status_code) == (422, 422, 422)
    assert case.answer_due_at == due
    assert f"申请延长期限（{case.unit} {house.officers['county']}）" in listed
    assert f"{boss}（{case.unit}）</option>" in officer_page
    shown = asked.content.decode()
    assert "待批准" in shown
    assert 'name="approve-extend-request"' not in shown
    assert "未批准，已通知申请人。" in denied.content.decode()
    assert "期限尚早" in again.content.decode()
    assert 'id="act-extend"' not in again.content.decode()
    assert "该申请已处理或已失效" in stale.content.decode()

    latest = case.clock_requests.latest("pk")
    approved = act(chief, case, "approve-extend", request=latest.pk)

    case.refresh_from_db()
    assert approved.status_code == 200
    assert case.answer_due_at > due
    assert [step.act for step in case.steps.all()][-4:] == [
        Act.ASK_EXTEND, Act.DENY, Act.ASK_EXTEND, Act.EXTEND,
    ]  # fmt: skip


def test_pause_that_is_too_long_is_refused_with_the_bound_and_keeps_what_was_typed(house, desk, given):
    case = given(accepted=True)
    most = run_of(subject_of(case)).policy.longest_pause

    asking = {"reason": "请补充照片", "approver": house.supervisors["county"].pk}

    refused = act(desk("county"), case, "pause", days=most + 1, **asking)

    shown = refused.content.decode()
    assert refused.status_code == 422
    assert f"最少1个，最多{most}个" in shown
    assert "请补充照片</textarea>" in shown
    assert f'value="{most + 1}"' in shown
    act(desk("county"), case, "pause", days=most, **asking)
    listed = desk(house.supervisors["county"]).get("/staff/desk/cases/?queue=approve").content.decode()
    assert f"申请暂停计时{most}个工作日（{case.unit} {house.officers['county']}）" in listed
