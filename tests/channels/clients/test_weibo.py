"""What Weibo's client makes of answers, codes as text, and addresses of posts."""

from __future__ import annotations

import pytest

from tests.channels.platforms import Script, clients_over
from tests.factories.accounts import AccountFactory
from tests.factories.channels import picture_data, queued, stored_picture, weibo_payload
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.clients.weibo import bid_of, post_url
from zhenglian.channels.clients.weibo_codes import rule_for
from zhenglian.channels.enums import DeliveryState, FailureClass

GOOD = {"idstr": "4559512851192225", "id": 4559512851192000, "mid": "4559512851192225"}


def send(script, clock, payload=None, **account):
    account = {"handle": "140", "token": {"access_token": "t"}, **account}
    delivery = queued(AccountFactory(platform=Platform.WEIBO, **account), payload, clock=clock)
    deliver_due(clients=clients_over(script, clock), clock=clock)
    delivery.refresh_from_db()
    return delivery


@pytest.mark.django_db
def test_post_keeps_the_text_id_and_not_the_rounded_number(clock):
    delivery = send(Script(share=[GOOD]), clock)

    assert (delivery.state, delivery.platform_id) == (DeliveryState.PUBLISHED, "4559512851192225")


@pytest.mark.django_db
def test_picture_goes_as_a_file_of_the_same_bytes(clock):
    script = Script(share=[GOOD])

    send(script, clock, weibo_payload(picture=stored_picture("navy")))

    [(_, request)] = script.calls
    assert request.headers["content-type"].startswith("multipart/form-data")
    assert b'name="pic"; filename="' in request.content
    assert picture_data("navy") in request.content


@pytest.mark.django_db
def test_post_without_picture_is_an_ordinary_form(clock):
    script = Script(share=[GOOD])

    send(script, clock)

    [(_, request)] = script.calls
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.url.query == b""


@pytest.mark.django_db
def test_address_of_the_server_is_sent_where_it_is_known(clock):
    script = Script(share=[GOOD])
    credentials = {"app_key": "1", "app_secret": "s", "safe_domain": "example.test", "rip": "211.156.0.1"}

    send(script, clock, credentials=credentials)

    assert b"rip=211.156.0.1" in script.calls[0][1].content


@pytest.mark.django_db
def test_account_without_authorisation_is_stopped_before_anything_is_sent(clock):
    script = Script(share=[GOOD])

    delivery = send(script, clock, token={})

    assert delivery.account.state == AccountState.STOPPED
    assert (delivery.state, script.calls) == (DeliveryState.QUEUED, [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "state", "failure"),
    [
        (21327, DeliveryState.QUEUED, FailureClass.SETUP),
        ("21319", DeliveryState.QUEUED, FailureClass.SETUP),
        (10014, DeliveryState.QUEUED, FailureClass.SETUP),
        (10017, DeliveryState.QUEUED, FailureClass.SETUP),
        (20031, DeliveryState.QUEUED, FailureClass.SETUP),
        (10009, DeliveryState.QUEUED, FailureClass.RETRY),
        (10023, DeliveryState.QUEUED, FailureClass.QUOTA),
        (20021, DeliveryState.FAILED, FailureClass.CONTENT),
        (20012, DeliveryState.FAILED, FailureClass.CONTENT),
        (29999, DeliveryState.FAILED, FailureClass.CONTENT),
        (10008, DeliveryState.FAILED, FailureClass.PERMANENT),
        (10001, DeliveryState.UNKNOWN, FailureClass.UNKNOWN),
        (10999, DeliveryState.UNKNOWN, FailureClass.UNKNOWN),
        (20019, DeliveryState.UNKNOWN, FailureClass.DUPLICATE),
    ],
)
def test_code_leads_to_its_class(clock, code, state, failure):
    answer = {"error": "words", "error_code": code, "request": "/2/statuses/share.json"}

    delivery = send(Script(share=[answer]), clock)

    assert (delivery.state, delivery.failure_class) == (state, failure)
    assert bool(delivery.progress.get("in_flight")) is (state == DeliveryState.UNKNOWN)


@pytest.mark.parametrize(
    ("mid", "bid"), [("4559512851192225", "JoYct509r"), ("1", "1"), ("10000000", "10000")]
)
def test_short_name_of_a_post(mid, bid):
    assert bid_of(mid) == bid


@pytest.mark.parametrize(
    ("homepage", "url"),
    [
        ("", "https://weibo.com/140/JoYct509r"),
        ("https://weibo.com/140", "https://weibo.com/140/JoYct509r"),
        ("https://weibo.com/weiyanhuanbao", "https://weibo.com/140/JoYct509r"),
        ("http://sandbox.test/weibo/140/", "http://sandbox.test/weibo/140/JoYct509r"),
    ],
)
def test_address_of_a_post(homepage, url):
    assert post_url(homepage, "140", "4559512851192225") == url


def test_success_that_looks_like_an_error_has_no_rule():
    assert rule_for(20032).reason == "unknown_code"  # the client must ask for it before it asks the table
