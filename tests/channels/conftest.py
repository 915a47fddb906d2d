"""The sandbox process for tests that send for real, and accounts that exist on it."""

from __future__ import annotations

import itertools
from datetime import datetime

import pytest

from tests.channels.platforms import Sandbox, clients_over_network
from tests.factories.accounts import AccountFactory
from zhenglian.accounts.enums import Platform
from zhenglian.kernel.clock import FixedClock

NUMBERS = itertools.count(1)
SECRET = "s" * 32
AES_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory):
    running = Sandbox(tmp_path_factory.mktemp("sandbox"))
    yield running
    running.close()


@pytest.fixture
def sandbox_clock(sandbox):
    """Stands at the sandbox's own time; `later` moves both."""
    return SandboxClock(sandbox)


class SandboxClock(FixedClock):
    def __init__(self, sandbox):
        super().__init__(datetime.fromisoformat(sandbox.now()))
        self.sandbox = sandbox

    def advance(self, by):
        super().advance(by)
        self.sandbox.advance(by.total_seconds())


@pytest.fixture
def network(sandbox_clock):
    clients = clients_over_network(sandbox_clock)
    yield clients
    clients[Platform.WECHAT].http.close()


@pytest.fixture
def wechat_account(sandbox):
    """A verified service account that exists on the sandbox too."""
    appid = f"wx{next(NUMBERS):016d}"
    sandbox.seed(wechat=[{"appid": appid, "secret": SECRET, "name": "微言环保", "kind": "SVC"}])
    return AccountFactory(
        platform=Platform.WECHAT,
        handle=appid,
        api_base=sandbox.url,
        credentials={"secret": SECRET, "token": "token1", "aes_key": AES_KEY},
    )


@pytest.fixture
def weibo_account(sandbox):
    uid = f"{5000000000 + next(NUMBERS)}"
    sandbox.seed(
        weibo=[
            {
                "uid": uid,
                "app_key": f"key{uid}",
                "app_secret": SECRET,
                "screen_name": f"微言{uid}",
                "safe_domain": "example.test",
                "access_token": f"token-{uid}",
            }
        ]
    )
    return AccountFactory(
        platform=Platform.WEIBO,
        handle=uid,
        api_base=sandbox.url,
        homepage_url=f"{sandbox.url}/weibo/{uid}",
        credentials={"app_key": f"key{uid}", "app_secret": SECRET, "safe_domain": "example.test"},
        token={"access_token": f"token-{uid}"},
    )
