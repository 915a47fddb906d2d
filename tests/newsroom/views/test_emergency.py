"""Asking for an emergency release, and the second person's page."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom import errors
from zhenglian.newsroom.enums import EmergencyState
from zhenglian.newsroom.models import Emergency

REASON = "地震发生，须立即公布避险信息"


def ask_page(article):
    return reverse("newsroom:article_emergency", args=[article.pk])


def decide_page(emergency):
    return reverse("newsroom:emergency_decide", args=[emergency.pk])


@pytest.fixture
def requested(desk):
    return newsroom.request_emergency_release(
        desk.article(), account_ids=desk.account_ids, reason=REASON, actor=desk.office.publisher
    )


def test_publisher_asks_with_a_reason(desk, visit):
    article = desk.article()

    answer = visit(desk.office.publisher).post(
        ask_page(article), {"reason": REASON, "accounts": desk.account_ids}
    )

    emergency = Emergency.objects.get()
    assert (emergency.state, emergency.reason) == (EmergencyState.REQUESTED, REASON)
    assert answer["Location"] == decide_page(emergency)


@pytest.mark.parametrize("reason", ["", "急"])
def test_request_without_a_real_reason_is_refused(desk, visit, reason):
    answer = visit(desk.office.publisher).post(
        ask_page(desk.article()), {"reason": reason, "accounts": desk.account_ids}
    )

    assert answer.status_code == 422
    assert "reason" in answer.context["form"].errors
    assert not Emergency.objects.exists()


def test_request_by_an_editor_is_refused(desk, visit):
    answer = visit(desk.office.editor).get(ask_page(desk.article()))

    assert answer.context["may_release"] is False
    assert "<textarea" not in answer.content.decode()


def test_second_person_sees_reason_accounts_and_phones(desk, visit, requested):
    answer = visit(desk.office.supervisor).get(decide_page(requested))

    shown = answer.content.decode()
    assert REASON in shown
    assert shown.count("<iframe") == 3
    assert {account.pk for account in answer.context["accounts"]} == set(desk.account_ids)
    assert answer.context["obstacle"] == ""


def test_requester_is_no_second_person_but_may_take_it_back(desk, visit, requested):
    client = visit(desk.office.publisher)

    answer = client.get(decide_page(requested))
    refused = client.post(decide_page(requested), {"decision": "confirm", "has_read": "on"})
    client.post(decide_page(requested), {"decision": "refuse", "reason": "情况已缓解，走正常流程发布"})

    requested.refresh_from_db()
    assert answer.context["obstacle"] == str(errors.OwnRequest.message)
    assert [str(m) for m in get_messages(refused.wsgi_request)] == [str(errors.OwnRequest.message)]
    assert requested.state == EmergencyState.REFUSED


def test_confirmation_releases_at_once(desk, visit, requested):
    answer = visit(desk.office.supervisor).post(
        decide_page(requested), {"decision": "confirm", "has_read": "on"}
    )

    requested.refresh_from_db()
    assert (requested.state, requested.confirmed_by) == (EmergencyState.CONFIRMED, desk.office.supervisor)
    assert answer["Location"] == reverse("newsroom:article_release", args=[requested.article_id])


def test_confirmation_without_having_read_it_is_refused(desk, visit, requested):
    answer = visit(desk.office.supervisor).post(decide_page(requested), {"decision": "confirm"})

    requested.refresh_from_db()
    assert answer.status_code == 422
    assert requested.state == EmergencyState.REQUESTED


def test_refusal_needs_a_reason(desk, visit, requested):
    answer = visit(desk.office.first).post(decide_page(requested), {"decision": "refuse", "reason": "不"})

    requested.refresh_from_db()
    assert "reason" in answer.context["refuse_form"].errors
    assert requested.state == EmergencyState.REQUESTED


def test_closed_request_offers_nothing(desk, visit, requested):
    newsroom.confirm_emergency_release(requested, actor=desk.office.supervisor)

    answer = visit(desk.office.first).get(decide_page(requested))

    assert answer.context["is_waiting"] is False
    assert 'name="decision"' not in answer.content.decode()
