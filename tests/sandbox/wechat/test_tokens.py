from __future__ import annotations

from tests.sandbox.driving import APPID, SECRET, WechatDriver

ASKED = {"grant_type": "client_credential", "appid": APPID, "secret": SECRET}


def fetch(http, **changes):
    return http.get("/cgi-bin/token", params=ASKED | changes).json()


def fetch_stable(http, **changes):
    return http.post("/cgi-bin/stable_token", json=ASKED | changes).json()


def is_good(http, token) -> bool:
    answer = http.get("/cgi-bin/getcallbackip", params={"access_token": token}).json()
    return "ip_list" in answer


def test_plain_token_is_new_at_each_call_and_the_old_one_dies_after_five_minutes(sandbox, hand_clock):
    first = fetch(sandbox)["access_token"]
    second = fetch(sandbox)["access_token"]

    assert first != second
    assert is_good(sandbox, first)
    hand_clock.forward(seconds=301)
    assert not is_good(sandbox, first)
    assert is_good(sandbox, second)


def test_stable_token_stays_the_same_and_tells_the_time_left(sandbox, hand_clock):
    first = fetch_stable(sandbox)
    hand_clock.forward(seconds=1000)

    second = fetch_stable(sandbox)

    assert second == {"access_token": first["access_token"], "expires_in": 6200}


def test_stable_token_renews_itself_in_its_last_five_minutes(sandbox, hand_clock):
    first = fetch_stable(sandbox)["access_token"]
    hand_clock.forward(seconds=7000)

    second = fetch_stable(sandbox)["access_token"]

    assert second != first
    assert is_good(sandbox, first)
    assert is_good(sandbox, second)


def test_two_forced_refreshes_kill_a_leaked_token_at_once(sandbox, hand_clock):
    leaked = fetch_stable(sandbox)["access_token"]
    fetch_stable(sandbox, force_refresh=True)
    assert is_good(sandbox, leaked)
    hand_clock.forward(seconds=30)

    fetch_stable(sandbox, force_refresh=True)

    assert not is_good(sandbox, leaked)


def test_forced_refresh_within_thirty_seconds_answers_the_same_token(sandbox, hand_clock):
    first = fetch_stable(sandbox, force_refresh=True)["access_token"]
    hand_clock.forward(seconds=29)

    assert fetch_stable(sandbox, force_refresh=True)["access_token"] == first


def test_forced_refresh_is_limited_to_twenty_a_day(sandbox, hand_clock):
    for _ in range(20):
        assert "access_token" in fetch_stable(sandbox, force_refresh=True)
        hand_clock.forward(seconds=31)

    assert fetch_stable(sandbox, force_refresh=True)["errcode"] == 45009


def test_the_two_token_families_do_not_disturb_each_other(sandbox, hand_clock):
    stable = fetch_stable(sandbox)["access_token"]
    fetch(sandbox)
    fetch(sandbox)
    hand_clock.forward(seconds=400)

    assert is_good(sandbox, stable)


def test_expired_token_answers_42001_and_unknown_40001_and_missing_41001(sandbox, wechat, hand_clock):
    def code(token):
        return sandbox.get("/cgi-bin/menu/get", params={"access_token": token}).json()["errcode"]

    hand_clock.forward(seconds=7201)

    assert [code(wechat.token), code("nonsense"), code("")] == [42001, 40001, 41001]


def test_token_call_names_each_wrong_input(sandbox):
    codes = [
        fetch(sandbox, grant_type="password")["errcode"],
        fetch(sandbox, appid="")["errcode"],
        fetch(sandbox, secret="")["errcode"],
        fetch(sandbox, appid="wx-nobody")["errcode"],
        fetch(sandbox, secret="wrong")["errcode"],
        sandbox.get("/cgi-bin/stable_token").json()["errcode"],
    ]

    assert codes == [40002, 41002, 41004, 40013, 40125, 43002]


def test_address_outside_the_whitelist_is_named_in_the_refusal(sandbox):
    sandbox.post("/sandbox/accounts", json={"appid": APPID, "ip_whitelist": ["198.51.100.1"]})

    answer = fetch_stable(sandbox)

    assert answer["errcode"] == 40164
    assert "invalid ip 203.0.113.7" in answer["errmsg"]
    assert "rid: " in answer["errmsg"]


def test_frozen_secret_answers_40243(sandbox):
    sandbox.post("/sandbox/accounts", json={"appid": APPID, "secret_frozen": True})

    assert fetch_stable(sandbox)["errcode"] == 40243


def test_errors_have_http_status_200(sandbox):
    answer = sandbox.get("/cgi-bin/token", params=ASKED | {"secret": "wrong"})

    assert answer.status_code == 200
    assert WechatDriver(sandbox).token
