"""The knell hears every step, in order, and changes nothing of what passes through."""

from __future__ import annotations

import pytest

from tests.channels.platforms import Script, ScriptedWire
from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued, website_payload
from zhenglian.accounts.enums import Platform
from zhenglian.channels.rounds import work_round
from zhenglian.channels.shelf import web_copy
from zhenglian.channels.signals import delivery_settled
from zhenglian.cli.chaos.doors import step_of, tolling_clients
from zhenglian.cli.chaos.steps import WORKER_STEPS
from zhenglian.cli.chaos.worker import toll_around_settling

pytestmark = pytest.mark.django_db


class Listening:
    def __init__(self):
        self.heard = []

    def reach(self, step):
        self.heard.append(step)


@pytest.fixture
def knell():
    return Listening()


@pytest.mark.parametrize(
    ("url", "step"),
    [
        ("http://h/cgi-bin/draft/add?access_token=x", "draft/add"),
        ("http://h/cgi-bin/message/mass/sendall", "message/mass/sendall"),
        ("http://h/2/statuses/user_timeline.json?uid=1", "statuses/user_timeline"),
    ],
)
def test_step_is_the_calls_own_name(url, step):
    assert step_of(url) == step
    assert f"before {step}" in WORKER_STEPS


@pytest.fixture
def tolling_settlements(knell):
    toll_around_settling(knell)
    yield
    delivery_settled.disconnect(dispatch_uid="chaos.settled")


@pytest.mark.usefixtures("tolling_settlements")
def test_website_tolls_from_lease_to_settlement(knell, clock, django_capture_on_commit_callbacks):
    account = AccountFactory(platform=Platform.WEBSITE)
    queued(account, website_payload(), clock=clock)

    with django_capture_on_commit_callbacks(execute=True):
        work_round(clients=tolling_clients(knell, clock, seconds=1), clock=clock)

    assert knell.heard == [
        "leased to send",
        "before the page is put",
        "after the page is put",
        "receipt in hand",
        "inside the settling transaction",
        "after the settling transaction",
    ]
    assert web_copy(website_payload().url) is not None


def test_calls_toll_before_they_leave_and_after_their_answer(knell, clock, monkeypatch):
    script = Script(share=[{"idstr": "5", "created_at": ""}])
    monkeypatch.setattr("zhenglian.cli.chaos.doors.NetworkWire", lambda: ScriptedWire(script))
    clients = tolling_clients(knell, clock, seconds=1)

    answer = clients[Platform.WEIBO].http.post_form("http://h/2/statuses/share.json", {"status": "x"})

    assert answer.status == 200
    assert knell.heard == ["before statuses/share", "after statuses/share"]
