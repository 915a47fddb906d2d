from __future__ import annotations

import pytest


def test_health_tells_the_sandbox_time(empty_sandbox):
    assert empty_sandbox.get("/healthz").json() == {"status": "ok", "clock": "2026-01-15T09:30:00+08:00"}


def test_clock_moves_forward_for_good(empty_sandbox, hand_clock):
    empty_sandbox.post("/sandbox/clock", json={"seconds": 90})
    hand_clock.forward(seconds=30)

    assert empty_sandbox.get("/healthz").json()["clock"] == "2026-01-15T09:32:00+08:00"


@pytest.mark.parametrize("body", [{"seconds": -1}, {"seconds": "soon"}, []])
def test_clock_refuses_to_go_back(empty_sandbox, body):
    assert empty_sandbox.post("/sandbox/clock", json=body).status_code == 400


def test_record_of_an_empty_sandbox_is_empty(empty_sandbox):
    record = empty_sandbox.get("/sandbox/record").json()

    lists = ("articles", "jobs", "drafts", "messages", "pushes", "chat")
    assert record["wechat"] == {name: [] for name in lists}
    assert record["weibo"] == {"posts": [], "pushes": [], "chat": []}


def test_unknown_follower_account_is_refused(empty_sandbox):
    body = {"appid": "wx-nobody", "openid": "o"}

    assert empty_sandbox.post("/sandbox/wechat/followers", json=body).status_code == 400
    assert empty_sandbox.post("/sandbox/wechat/callback-check", json=body).status_code == 400
