from __future__ import annotations

import pytest

from tests.sandbox.driving import PNG, UID, WEIBO_TOKEN

TEXT = "停水通知 https://example.gov.cn/1"


def test_token_may_travel_in_the_header(sandbox):
    answer = sandbox.get("/2/account/get_uid.json", headers={"Authorization": f"OAuth2 {WEIBO_TOKEN}"})

    assert answer.json() == {"uid": int(UID)}


def test_missing_and_unknown_tokens(sandbox):
    missing = sandbox.get("/2/account/get_uid.json")
    unknown = sandbox.get("/2/account/get_uid.json", params={"access_token": "2.00nobody"})

    assert (missing.status_code, missing.json()["error_code"]) == (400, 10006)
    assert (unknown.status_code, unknown.json()["error_code"]) == (401, 21332)


@pytest.mark.parametrize("name", ["update", "upload", "upload_url_text", "repost"])
def test_withheld_interfaces_answer_10014(weibo, name):
    answer = weibo.post(f"statuses/{name}", status=TEXT)

    assert (answer.status_code, answer.json()["error"]) == (403, "Insufficient app permissions!")
    assert answer.json()["error_code"] == 10014


def test_wrong_method_unknown_name_and_wrong_body_type(weibo, sandbox):
    by_get = weibo.get("statuses/share", status=TEXT)
    unknown = weibo.get("statuses/dance")
    query = {"access_token": WEIBO_TOKEN}
    as_json = sandbox.post("/2/statuses/share.json", params=query, json={"status": TEXT})

    codes = [answer.json()["error_code"] for answer in (by_get, unknown, as_json)]
    assert codes == [10021, 10020, 10007]


def test_slow_success_is_published_but_listed_later(sandbox, weibo, hand_clock):
    order = {"endpoint": "/2/statuses/share.json", "kind": "error_code", "value": 20032}
    sandbox.post("/sandbox/faults", json=order)

    answer = weibo.share(TEXT, PNG)

    assert answer.json()["error_code"] == 20032
    assert weibo.get("statuses/user_timeline").json()["statuses"] == []
    hand_clock.forward(seconds=90)
    assert len(weibo.get("statuses/user_timeline").json()["statuses"]) == 1
    assert weibo.share(TEXT).json()["error_code"] == 20019
