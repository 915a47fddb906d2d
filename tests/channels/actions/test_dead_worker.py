"""A worker that dies with the platform's answer in its hand: nothing is sent a second time."""

from __future__ import annotations

import pytest

from tests.channels.platforms import Script, clients_over, good_wechat
from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued
from zhenglian.accounts.enums import Platform, WeChatRelease
from zhenglian.channels.actions import deliver as delivering
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.actions.leases import LEASE
from zhenglian.channels.actions.reconcile import reconcile
from zhenglian.channels.enums import DeliveryState

pytestmark = pytest.mark.django_db
SLOW = {"error": "update success, while server slow now", "error_code": 20032}


class Killed(BaseException):
    """Nothing catches it, as nothing catches kill -9."""


@pytest.fixture
def die_with_the_answer(monkeypatch, clock):
    """Delivers until the ledger would take the receipt, and dies there."""

    def deliver(script):
        def die(*_, **__):
            raise Killed

        with monkeypatch.context() as patched:
            patched.setattr(delivering, "take_receipt", die)
            with pytest.raises(Killed):
                deliver_due(clients=clients_over(script, clock), clock=clock)

    return deliver


@pytest.mark.parametrize(
    ("platform", "release", "send", "script"),
    [
        (Platform.WECHAT, WeChatRelease.PUBLISH, "submit", good_wechat),
        (Platform.WECHAT, WeChatRelease.MASS_SEND, "sendall", good_wechat),
        (Platform.WEIBO, WeChatRelease.PUBLISH, "share", lambda: Script(share=[SLOW])),
    ],
)
def test_answer_that_was_noted_is_found_by_the_next_worker(
    clock, die_with_the_answer, platform, release, send, script
):
    calls = script()
    account = AccountFactory(platform=platform, wechat_release=release, token={"access_token": "2.00"})
    row = queued(account, clock=clock)
    die_with_the_answer(calls)
    clients = clients_over(calls, clock)

    clock.advance(LEASE)
    deliver_due(clients=clients, clock=clock)
    row.refresh_from_db()
    assert row.state == DeliveryState.UNKNOWN
    reconcile(clients=clients, clock=clock)

    row.refresh_from_db()
    assert (row.state, "in_flight" in row.progress) == (DeliveryState.ACCEPTED, False)
    assert calls.names().count(send) == 1
