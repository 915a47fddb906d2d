"""The accounts of the suite, and deliveries in the hands of a worker."""

from __future__ import annotations

import pytest

from tests.channels.conftest import (  # noqa: F401  fixtures
    network,
    sandbox,
    sandbox_clock,
    wechat_account,
    weibo_account,
)
from tests.contracts.cases import CASES
from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued, withdrawal_of
from zhenglian.accounts.enums import Platform, WeChatRelease
from zhenglian.accounts.models import Account
from zhenglian.channels.actions.leases import lease_to_send
from zhenglian.channels.actions.parcels import parcel_for
from zhenglian.channels.actions.progress import StoredProgress
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery


@pytest.fixture(params=CASES, ids=str)
def case(request):
    return request.param


@pytest.fixture
def channel(case, network):  # noqa: F811  the fixture
    return network[case.platform]


@pytest.fixture
def account(case, request):
    return request.getfixturevalue(case.account)


@pytest.fixture
def website_account(db):
    return AccountFactory(platform=Platform.WEBSITE)


@pytest.fixture
def manual_account(db):
    return AccountFactory(platform=Platform.MANUAL, manual_platform="抖音")


@pytest.fixture
def mass_account(wechat_account):  # noqa: F811  the fixture
    return changed(wechat_account, wechat_release=WeChatRelease.MASS_SEND)


@pytest.fixture
def advanced_weibo_account(weibo_account):  # noqa: F811  the fixture
    return changed(weibo_account, credentials={**weibo_account.credentials, "app_level": "advanced"})


def changed(account, **columns):
    for name, value in columns.items():
        setattr(account, name, value)
    account.save()
    return Account.objects.get(pk=account.pk)


@pytest.fixture
def held(account, sandbox_clock):  # noqa: F811  the fixture
    """A delivery in the hands of a worker."""
    return lease_to_send(queued(account, clock=sandbox_clock).pk, clock=sandbox_clock)


@pytest.fixture
def parcel(held, channel, sandbox_clock):  # noqa: F811  the fixture
    return parcel_for(held, http=channel.http, clock=sandbox_clock)


@pytest.fixture
def progress(held, sandbox_clock):  # noqa: F811  the fixture
    return StoredProgress(held, sandbox_clock)


@pytest.fixture
def taking_back(channel, held, sandbox_clock):  # noqa: F811  the fixture
    """Given the receipt of a send: parcel and progress of its withdrawal, in the hands of a worker."""

    def withdrawal(receipt):
        Delivery.objects.filter(pk=held.pk).update(
            state=DeliveryState.PUBLISHED, platform_id=receipt.platform_id, url=receipt.url
        )
        row = lease_to_send(withdrawal_of(held, clock=sandbox_clock).pk, clock=sandbox_clock)
        packed = parcel_for(row, http=channel.http, clock=sandbox_clock)
        return packed, StoredProgress(row, sandbox_clock)

    return withdrawal
