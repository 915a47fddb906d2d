"""Pushes are stored once, encrypted, before anybody works on them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from tests.channels import vectors
from tests.factories.accounts import AccountFactory
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.channels.actions.callbacks import echo_wechat_check, receive_wechat_push, record_callback
from zhenglian.channels.errors import CallbackRejected
from zhenglian.channels.models import CallbackEvent
from zhenglian.channels.signals import callback_stored
from zhenglian.kernel.clock import FixedClock

pytestmark = pytest.mark.django_db
CREDENTIALS = {"token": vectors.TOKEN, "aes_key": vectors.KEY, "gh_id": "gh_demo"}
NOW = FixedClock(datetime.fromtimestamp(int(vectors.TIMESTAMP), UTC))


def account(**changes):
    return AccountFactory(**{"handle": vectors.APPID, "credentials": CREDENTIALS, **changes})


def receive(owner, body=vectors.SAFE_BODY, query=None):
    return receive_wechat_push(str(owner.pk), query or vectors.SAFE_QUERY, body.encode(), clock=NOW)


def test_push_is_stored_and_announced_once():
    owner = account()
    heard = []
    callback_stored.connect(receiver := lambda event, **_: heard.append(event.kind), weak=False)

    first, second = receive(owner), receive(owner)

    callback_stored.disconnect(receiver)
    event = CallbackEvent.objects.get()
    assert (first, second, heard) == (True, False, ["text"])
    assert (event.account, event.kind, event.received_at) == (owner, "text", NOW.now())
    assert event.body["Content"] == "路灯坏了"


def test_redelivery_under_a_new_signature_is_known_again():
    owner = account()
    receive(owner)

    again = receive(owner, vectors.COMPAT_BODY)

    assert again is False


def test_citizens_words_are_not_readable_in_the_database():
    receive(account())

    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM channels_callbackevent")
        [stored] = cursor.fetchone()

    assert stored.startswith("v1:")
    assert "oDemoUser" not in stored


def test_same_message_to_two_accounts_is_two_events(clock):
    one, two = account(), account(handle="wx2")

    assert record_callback(one, {"a": "1"}, "k", kind="text", clock=clock)
    assert record_callback(two, {"a": "1"}, "k", kind="text", clock=clock)


def test_stopped_account_still_listens():
    assert receive(account(state=AccountState.STOPPED))


@pytest.mark.parametrize(
    "changes", [{"state": AccountState.CLOSED}, {"platform": Platform.WEIBO}, {"credentials": {}}]
)
def test_other_accounts_do_not(changes):
    with pytest.raises(CallbackRejected):
        receive(account(**changes))


@pytest.mark.parametrize("account_id", ["0", "999999", "x", "9" * 40])
def test_unknown_account_is_rejected(account_id):
    with pytest.raises(CallbackRejected):
        receive_wechat_push(account_id, vectors.SAFE_QUERY, b"", clock=NOW)


def test_check_of_the_address_is_echoed():
    query = {**vectors.PLAIN_QUERY, "echostr": "echo-1"}

    assert echo_wechat_check(str(account().pk), query, clock=NOW) == "echo-1"
