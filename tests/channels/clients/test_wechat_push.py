"""Which pushes are believed: signature, time, envelope, addressee."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.channels import vectors
from zhenglian.channels.clients.wechat_push import checked_echo, checked_push
from zhenglian.channels.errors import CallbackRejected

NOW = datetime.fromtimestamp(int(vectors.TIMESTAMP), UTC)
SAFE = {"token": vectors.TOKEN, "aes_key": vectors.KEY, "gh_id": "gh_demo"}
PLAIN = {"token": vectors.TOKEN}


def check(query, body, credentials=SAFE, *, now=NOW, appid=vectors.APPID):
    return checked_push(query, body.encode(), credentials, appid=appid, now=now)


def test_echo_comes_back():
    query = {**vectors.PLAIN_QUERY, "echostr": "5371"}

    assert checked_echo(query, SAFE, NOW) == "5371"


def test_safe_push_is_opened():
    push = check(vectors.SAFE_QUERY, vectors.SAFE_BODY)

    assert push.kind == "text"
    assert push.fields["Content"] == "路灯坏了"


def test_compatible_push_counts_only_by_its_envelope():
    body = vectors.COMPAT_BODY.replace("路灯坏了", "别的内容", 1)

    assert check(vectors.SAFE_QUERY, body).fields["Content"] == "路灯坏了"


def test_plain_push_is_read_where_no_key_is_set():
    assert check(vectors.PLAIN_QUERY, vectors.MESSAGE, PLAIN).fields["Content"] == "路灯坏了"


def test_key_is_the_same_for_every_redelivery():
    first = check(vectors.SAFE_QUERY, vectors.SAFE_BODY)
    again = check(vectors.SAFE_QUERY, vectors.COMPAT_BODY)

    assert first.key == again.key


def test_push_under_the_previous_key_is_opened():
    rotated = {**SAFE, "aes_key": "B" * 43, "previous_aes_key": vectors.KEY}

    assert check(vectors.SAFE_QUERY, vectors.SAFE_BODY, rotated).kind == "text"


def test_plain_push_to_an_account_with_a_key_is_a_downgrade():
    with pytest.raises(CallbackRejected):
        check(vectors.PLAIN_QUERY, vectors.MESSAGE)


@pytest.mark.parametrize("seconds", [-301, 301])
def test_old_and_future_pushes_are_rejected(seconds):
    with pytest.raises(CallbackRejected):
        check(vectors.SAFE_QUERY, vectors.SAFE_BODY, now=NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize("seconds", [-300, 300])
def test_clocks_may_differ_by_five_minutes(seconds):
    assert check(vectors.SAFE_QUERY, vectors.SAFE_BODY, now=NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    "change",
    [
        {"msg_signature": "0" * 40},
        {"msg_signature": ""},
        {"nonce": "1"},
        {"timestamp": ""},
        {"timestamp": "abc"},
        {"timestamp": "१७६००००००"},
        {"timestamp": "9" * 30},
    ],
)
def test_altered_query_is_rejected(change):
    with pytest.raises(CallbackRejected):
        check({**vectors.SAFE_QUERY, **change}, vectors.SAFE_BODY)


@pytest.mark.parametrize(
    ("credentials", "appid"),
    [
        ({**SAFE, "gh_id": "gh_other"}, vectors.APPID),
        ({**SAFE, "token": "another"}, vectors.APPID),
        ({**SAFE, "token": ""}, vectors.APPID),
        ({**SAFE, "aes_key": "B" * 43}, vectors.APPID),
        ({**SAFE, "aes_key": "short"}, vectors.APPID),
        (SAFE, "wxffffffffffffffff"),
    ],
)
def test_push_for_another_account_is_rejected(credentials, appid):
    with pytest.raises(CallbackRejected):
        check(vectors.SAFE_QUERY, vectors.SAFE_BODY, credentials, appid=appid)


@pytest.mark.parametrize(
    "body", ["", "<xml>", "<!DOCTYPE x><xml><a>1</a></xml>", "<xml><Encrypt>x</Encrypt></xml>"]
)
def test_other_bodies_are_rejected(body):
    with pytest.raises(CallbackRejected):
        check(vectors.SAFE_QUERY, body)


def test_push_without_message_type_keeps_its_kind():
    body = "<xml><InfoType>component_verify_ticket</InfoType><AppId>x</AppId></xml>"

    assert check(vectors.PLAIN_QUERY, body, PLAIN).kind == "component_verify_ticket"
