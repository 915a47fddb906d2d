"""A sandbox with one account of each platform, a clock that stands still and a callback mailbox."""

from __future__ import annotations

import pytest

from tests.sandbox.driving import (
    WECHAT,
    WEIBO,
    HandClock,
    Mailbox,
    Naps,
    WechatDriver,
    WeiboDriver,
    open_sandbox,
)


@pytest.fixture
def hand_clock():
    return HandClock()


@pytest.fixture
def mailbox():
    return Mailbox()


@pytest.fixture
def naps():
    return Naps()


@pytest.fixture
def empty_sandbox(tmp_path, hand_clock, mailbox, naps):
    with open_sandbox(tmp_path / "sandbox", hand_clock, mailbox, naps) as http:
        yield http


@pytest.fixture
def sandbox(empty_sandbox):
    empty_sandbox.post("/sandbox/accounts", json={"wechat": [WECHAT], "weibo": [WEIBO]}).raise_for_status()
    return empty_sandbox


@pytest.fixture
def wechat(sandbox):
    return WechatDriver(sandbox)


@pytest.fixture
def weibo(sandbox):
    return WeiboDriver(sandbox)


@pytest.fixture
def advance(sandbox):
    def forward(seconds: float) -> None:
        sandbox.post("/sandbox/clock", json={"seconds": seconds}).raise_for_status()

    return forward


@pytest.fixture
def record(sandbox):
    return lambda: sandbox.get("/sandbox/record").json()
