"""The callback door as ASGI: answers, sizes, methods; and the sandbox's own pushes end to end."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

import httpx2
import pytest
from asgiref.sync import async_to_sync
from django.db import DatabaseError

from tests.channels import vectors
from tests.factories.accounts import AccountFactory
from zhenglian.channels.models import CallbackEvent
from zhenglian.channels.signals import callback_stored
from zhenglian.gateway.callbacks import MAX_BODY, WeChatCallback
from zhenglian.kernel.clock import FixedClock

NOW = FixedClock(datetime.fromtimestamp(int(vectors.TIMESTAMP), UTC))


@pytest.fixture
def committing(transactional_db):
    """No transaction of the test's around the door: Django drops connections that are inside one."""


@pytest.fixture
def account(committing):
    credentials = {"token": vectors.TOKEN, "aes_key": vectors.KEY, "gh_id": "gh_demo"}
    return AccountFactory(handle=vectors.APPID, credentials=credentials)


def call(method, account_id, query, body=b"", **headers):
    async def exchange():
        transport = httpx2.ASGITransport(WeChatCallback(clock=NOW))
        async with httpx2.AsyncClient(transport=transport, base_url="http://gateway.test") as client:
            url = f"/callbacks/wechat/{account_id}?{urlencode(query)}"
            return await client.request(method, url, content=body, headers=headers)

    return async_to_sync(exchange)()


def test_check_of_the_address_answers_the_echo_as_text(account):
    answer = call("GET", account.pk, {**vectors.PLAIN_QUERY, "echostr": "537 <1>"})

    assert (answer.status_code, answer.text) == (200, "537 <1>")
    assert answer.headers["content-type"].startswith("text/plain")


def test_push_is_stored_before_success_is_said(account):
    answer = call("POST", account.pk, vectors.SAFE_QUERY, vectors.SAFE_BODY.encode())

    assert (answer.status_code, answer.text) == (200, "success")
    assert CallbackEvent.objects.get().body["Content"] == "路灯坏了"


def test_push_that_comes_twice_is_answered_twice_and_kept_once(account):
    answers = [call("POST", account.pk, vectors.SAFE_QUERY, vectors.SAFE_BODY.encode()) for _ in range(2)]

    assert [answer.text for answer in answers] == ["success", "success"]
    assert CallbackEvent.objects.count() == 1


def test_compatible_push_is_stored(account):
    answer = call("POST", account.pk, vectors.SAFE_QUERY, vectors.COMPAT_BODY.encode())

    assert (answer.text, CallbackEvent.objects.count()) == ("success", 1)


def test_plain_push_is_stored_where_no_key_is_set(committing):
    plain = AccountFactory(handle=vectors.APPID, credentials={"token": vectors.TOKEN})

    answer = call("POST", plain.pk, vectors.PLAIN_QUERY, vectors.MESSAGE.encode())

    assert (answer.text, CallbackEvent.objects.count()) == ("success", 1)


@pytest.mark.parametrize(
    ("query", "body"),
    [
        ({**vectors.SAFE_QUERY, "msg_signature": "0" * 40}, vectors.SAFE_BODY),
        (vectors.PLAIN_QUERY, vectors.MESSAGE),
        (vectors.SAFE_QUERY, "<!DOCTYPE x><xml><a>1</a></xml>"),
        ({}, ""),
    ],
)
def test_push_that_is_not_believed_is_told_nothing(account, query, body):
    answer = call("POST", account.pk, query, body.encode())

    assert (answer.status_code, answer.content) == (403, b"")
    assert not CallbackEvent.objects.exists()


def test_wrong_check_of_the_address_is_refused(account):
    answer = call("GET", account.pk, {**vectors.PLAIN_QUERY, "nonce": "1", "echostr": "x"})

    assert (answer.status_code, answer.content) == (403, b"")


@pytest.mark.parametrize("account_id", ["", "x", "1/2", "../1", "%31x"])
def test_address_without_an_account_is_not_found(account_id):
    assert call("GET", account_id, {}).status_code == 404


def test_unknown_account_is_refused(committing):
    assert call("GET", 999999, {**vectors.PLAIN_QUERY, "echostr": "x"}).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD"])
def test_other_methods_are_refused_unasked(method):
    assert call(method, 1, vectors.PLAIN_QUERY).status_code == 405


def test_large_body_is_refused_by_its_own_word_and_by_count():
    async def in_pieces():
        for _ in range(3):
            yield b"x" * (MAX_BODY // 2)

    declared = call("POST", 1, vectors.SAFE_QUERY, b"x" * (MAX_BODY + 1))
    counted = call("POST", 1, vectors.SAFE_QUERY, in_pieces())

    assert (declared.status_code, counted.status_code) == (413, 413)


def test_fault_of_our_own_makes_the_platform_come_again(account):
    def broken(**_):
        raise DatabaseError("disk full")

    callback_stored.connect(broken)
    answer = call("POST", account.pk, vectors.SAFE_QUERY, vectors.SAFE_BODY.encode())
    callback_stored.disconnect(broken)

    assert answer.status_code == 500
    assert not CallbackEvent.objects.exists()
