from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.sandbox.driving import UID, WEIBO_TOKEN

BACK = "https://desk.test/back"
ASK = {"client_id": "1234567", "redirect_uri": BACK, "response_type": "code", "state": "s-1"}


@pytest.fixture
def consent(sandbox):
    def decide(**changes):
        form = ASK | {"decision": "allow", "uid": UID} | changes
        return sandbox.post("/oauth2/authorize", data=form, follow_redirects=False)

    return decide


@pytest.fixture
def exchange(sandbox):
    def trade(code, **changes):
        form = {
            "client_id": "1234567", "client_secret": "app-secret", "grant_type": "authorization_code",
            "code": code, "redirect_uri": BACK,
        }  # fmt: skip
        return sandbox.post("/oauth2/access_token", data=form | changes)

    return trade


def code_of(answer):
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


def test_consent_page_names_the_application_and_the_account(sandbox):
    page = sandbox.get("/oauth2/authorize", params=ASK)

    assert page.status_code == 200
    assert "允许“政联”代发微博吗" in page.text
    assert "微言环保" in page.text


def test_consent_brings_a_code_that_is_good_once(consent, exchange, sandbox):
    answer = consent()
    assert answer.status_code == 302
    assert "state=s-1" in answer.headers["location"]
    code = code_of(answer)

    token = exchange(code).json()

    assert (token["uid"], token["expires_in"]) == (UID, "157680000")
    info = sandbox.post("/oauth2/get_token_info", data={"access_token": token["access_token"]}).json()
    assert (info["uid"], info["appkey"], info["expire_in"]) == (int(UID), "1234567", 157680000)
    assert exchange(code).json()["error_code"] == 21325


def test_new_token_replaces_the_old_one(consent, exchange, weibo):
    exchange(code_of(consent()))

    assert weibo.get("account/get_uid").json()["error_code"] == 21316


def test_refused_consent_comes_back_as_an_error(consent):
    answer = consent(decision="deny")

    assert "error=access_denied" in answer.headers["location"]
    assert "code=" not in answer.headers["location"].replace("error_code=", "")


def test_code_dies_after_five_minutes(consent, exchange, hand_clock):
    code = code_of(consent())
    hand_clock.forward(seconds=300)

    assert exchange(code).json()["error_code"] == 21325


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"client_secret": "wrong"}, 21324),
        ({"client_id": "9"}, 21324),
        ({"grant_type": "password"}, 21328),
        ({"redirect_uri": "https://elsewhere.test/"}, 21322),
        ({"code": "nonsense"}, 21325),
    ],
)
def test_exchange_is_refused(consent, exchange, changes, expected):
    answer = exchange(changes.pop("code", None) or code_of(consent()), **changes).json()

    assert answer["error_code"] == expected
    assert answer["error_description"] == answer["error"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"redirect_uri": "https://elsewhere.test/"}, "21322"),
        ({"client_id": "9"}, "21324"),
        ({"response_type": "token"}, "21329"),
    ],
)
def test_consent_page_refuses_a_wrong_request(sandbox, changes, expected):
    page = sandbox.get("/oauth2/authorize", params=ASK | changes)

    assert page.status_code == 400
    assert expected in page.text


def test_revoked_token_is_21319(sandbox, weibo):
    assert sandbox.post("/oauth2/revokeoauth2", data={"access_token": WEIBO_TOKEN}).json() == {
        "result": "true"
    }

    assert weibo.get("account/get_uid").json()["error_code"] == 21319
    info = sandbox.post("/oauth2/get_token_info", data={"access_token": WEIBO_TOKEN})
    assert info.json()["error_code"] == 21319


def test_expired_token_is_21327_and_its_remaining_time_negative(sandbox, weibo):
    given = {"app_key": "1234567", "uid": UID, "access_token": WEIBO_TOKEN}
    sandbox.post("/sandbox/accounts", json=given | {"expires_at": "2026-01-15T09:29:00+08:00"})

    assert weibo.get("account/get_uid").json()["error_code"] == 21327
    info = sandbox.post("/oauth2/get_token_info", data={"access_token": WEIBO_TOKEN}).json()
    assert info["expire_in"] == -60


def test_token_info_by_get_is_refused(sandbox):
    assert sandbox.get("/oauth2/get_token_info").json()["error_code"] == 10021
