"""The duty officer looks at the phone before anything is sent once more."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued, wechat_payload, weibo_payload
from tests.factories.people import PostingFactory, StaffFactory
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.channels.enums import DeliveryState, FailureClass
from zhenglian.channels.models import Delivery
from zhenglian.cli.chaos.office import PUBLISHER
from zhenglian.cli.chaos.person import DutyOfficer
from zhenglian.cli.chaos.plan import START, Plan
from zhenglian.kernel.clock import FixedClock
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
PLAN = Plan(1, 1, 1, Path("/nowhere"), sandbox_port=1, receiver_port=2, since=0.0)


@pytest.fixture
def phone():
    """What the sandbox's record shows."""
    return {"wechat": {"articles": [], "jobs": []}, "weibo": {"posts": []}}


@pytest.fixture
def officer(phone):
    seeded = []

    def answer(request):
        if request.method == "POST":
            seeded.append(request)
        return httpx2.Response(200, json=phone)

    http = httpx2.Client(transport=httpx2.MockTransport(answer), base_url="http://sandbox.test")
    officer = DutyOfficer(PLAN, http)
    officer.clock = FixedClock(START)
    officer.seeded = seeded
    return officer


@pytest.fixture
def failed():
    def make(payload, failure, **fields):
        account = AccountFactory(platform=payload.platform, handle="5501")
        PostingFactory(staff=StaffFactory(username=PUBLISHER), unit=account.unit, role=Role.PUBLISHER)
        row = queued(account, payload, clock=FixedClock(START))
        Delivery.objects.filter(pk=row.pk).update(
            state=DeliveryState.FAILED, failure_class=failure, failure_reason="weibo_content", **fields
        )
        return row

    return make


def states():
    return sorted(Delivery.objects.values_list("state", flat=True))


def test_refused_item_is_tried_again(officer, failed):
    failed(weibo_payload(), FailureClass.CONTENT)

    officer.look()

    assert states() == ["queued"]
    assert officer.acts == {"retried: weibo_content": 1}


def test_unclear_item_that_is_not_there_is_released_again(officer, failed):
    failed(weibo_payload(), FailureClass.UNKNOWN)

    officer.look()

    assert states() == ["cancelled", "queued"]


def test_unclear_item_that_is_there_is_left_alone(officer, failed, phone):
    payload = weibo_payload()
    failed(payload, FailureClass.UNKNOWN)
    phone["weibo"]["posts"] = [{"text_submitted": payload.text}]

    officer.look()
    officer.look()

    assert states() == ["failed"]
    assert officer.acts == {"was there": 1}
    assert officer.open_rows() == 0


def test_item_that_is_still_being_published_is_waited_for(officer, failed, phone):
    payload = wechat_payload()
    failed(payload, FailureClass.UNKNOWN)
    phone["wechat"]["jobs"] = [{"status": 1, "titles": [payload.title]}]

    officer.look()

    assert (states(), officer.acts, officer.open_rows()) == (["failed"], {}, 1)


def test_published_article_is_recognised_by_its_title(officer, failed, phone):
    payload = wechat_payload()
    failed(payload, FailureClass.UNKNOWN)
    phone["wechat"]["articles"] = [{"title": payload.title}]

    officer.look()

    assert officer.acts == {"was there": 1}


def test_stopped_account_gets_a_new_authorisation_and_goes_on(officer):
    account = AccountFactory(platform=Platform.WEIBO, state=AccountState.STOPPED, stop_reason="expired")

    officer.look()

    account.refresh_from_db()
    assert account.state == AccountState.ACTIVE
    assert account.token["access_token"].startswith("2.00")
    assert account.token["access_token"] in officer.seeded[0].content.decode()
