"""An office whose accounts exist on the simulated platforms, and the worker that serves them."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from tests.channels.conftest import SECRET, network, sandbox, sandbox_clock  # noqa: F401  fixtures
from tests.factories.accounts import AccountFactory
from zhenglian.accounts.enums import Platform
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.actions.results import poll_results

NUMBERS = itertools.count(7001)


@pytest.fixture
def platforms(house, sandbox):  # noqa: F811  the fixture
    """The house, with WeChat and Weibo accounts on the sandbox and one that people post to by hand."""
    number = next(NUMBERS)
    appid, uid = f"wx{number:016d}", f"{6000000000 + number}"
    sandbox.seed(
        wechat=[{"appid": appid, "secret": SECRET, "name": "微言环保", "kind": "SVC"}],
        weibo=[
            {
                "uid": uid, "app_key": f"key{uid}", "app_secret": SECRET, "screen_name": f"微言{uid}",
                "safe_domain": "127.0.0.1", "access_token": f"token-{uid}",
            }
        ],
    )  # fmt: skip
    fill(house.website, name="微言环保网")
    fill(house.wechat, name="微言环保", handle=appid, api_base=sandbox.url, credentials={"secret": SECRET})
    fill(
        house.weibo, name="微言环保", handle=uid, api_base=sandbox.url,
        token={"access_token": f"token-{uid}"},
        homepage_url=f"{sandbox.url}/weibo/{uid}",
        credentials={"app_key": f"key{uid}", "app_secret": SECRET, "safe_domain": "127.0.0.1"},
    )  # fmt: skip
    return house


@pytest.fixture
def by_hand(house):
    return AccountFactory(
        platform=Platform.MANUAL, manual_platform="抖音", name="微言环保", unit=house.office.unit
    )


def fill(account, **columns):
    for name, value in columns.items():
        setattr(account, name, value)
    account.save()


@pytest.fixture
def worker(network, sandbox_clock):  # noqa: F811  the fixtures
    """The worker's rounds, with enough time between them for the platforms to finish their jobs."""

    def rounds(count=4):
        for _ in range(count):
            sandbox_clock.advance(timedelta(hours=2))
            deliver_due(clients=network, clock=sandbox_clock)
            poll_results(clients=network, clock=sandbox_clock)

    return rounds
