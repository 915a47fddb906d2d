from __future__ import annotations

import pytest

from tests.sandbox.driving import APPID, SECRET, UID, WECHAT, WEIBO, WEIBO_TOKEN


def accounts(http):
    return http.get("/sandbox/accounts").json()


def test_seeding_twice_changes_nothing(sandbox):
    before = accounts(sandbox)

    sandbox.post("/sandbox/accounts", json={"wechat": [WECHAT], "weibo": [WEIBO]})

    assert accounts(sandbox) == before
    assert [one["appid"] for one in before["wechat"]] == [APPID]
    assert before["weibo"][0]["access_token"] == WEIBO_TOKEN
    assert before["weibo"][0]["token_expires_at"].startswith("2031-01-14")


def test_seeding_a_single_account_changes_only_the_given_fields(sandbox):
    sandbox.post("/sandbox/accounts", json={"appid": APPID, "verified": False})
    sandbox.post("/sandbox/accounts", json={"app_key": "1234567", "uid": UID, "screen_name": "新名"})

    wechat, weibo = accounts(sandbox)["wechat"][0], accounts(sandbox)["weibo"][0]
    assert (wechat["verified"], wechat["secret"], wechat["name"]) == (False, SECRET, "微言环保")
    assert (weibo["screen_name"], weibo["safe_domain"]) == ("新名", "example.gov.cn")


def test_seeding_again_does_not_revive_a_revoked_token(sandbox, weibo):
    sandbox.post("/oauth2/revokeoauth2", data={"access_token": WEIBO_TOKEN})

    sandbox.post("/sandbox/accounts", json={"weibo": [WEIBO]})

    assert weibo.get("account/get_uid").json()["error_code"] == 21319


@pytest.mark.parametrize(
    "given",
    [
        {"wechat": [{"secret": "x"}]},
        {"wechat": [{"appid": "a", "kind": "BIG"}]},
        {"wechat": [{"appid": "a", "mode": "open"}]},
        {"wechat": [{"appid": "a", "aes_key": "short"}]},
        {"wechat": [{"appid": "a", "callback_url": "http://desk.test/", "mode": "safe"}]},
        {"weibo": [{"app_key": "1", "uid": "nobody"}]},
        {"weibo": ["x"]},
        [],
    ],
)
def test_impossible_account_is_refused_and_nothing_is_kept(empty_sandbox, given):
    answer = empty_sandbox.post("/sandbox/accounts", json=given)

    assert answer.status_code == 400
    assert answer.json()["error"]
    assert accounts(empty_sandbox) == {"wechat": [], "weibo": []}
