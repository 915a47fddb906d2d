"""What every channel must do, whatever stands behind it. A new adapter is added to `CASES`.

Runs against the sandbox over HTTP for WeChat and Weibo, against our own shelf for the website.
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import timedelta

import pytest

from tests.channels.conftest import (  # noqa: F401  fixtures
    network,
    sandbox,
    sandbox_clock,
    wechat_account,
    weibo_account,
)
from tests.factories.accounts import AccountFactory
from tests.factories.channels import PAYLOADS, queued
from zhenglian.accounts.enums import Platform
from zhenglian.channels.actions.leases import lease_to_send
from zhenglian.channels.actions.parcels import parcel_for
from zhenglian.channels.actions.progress import StoredProgress
from zhenglian.channels.clients import CHANNELS
from zhenglian.channels.clients.base import Channel, Found, NotFound, PlatformFault, Receipt, RenderingDiffers
from zhenglian.channels.clients.capabilities import CAPABILITIES, Capabilities
from zhenglian.channels.enums import FailureClass
from zhenglian.channels.lint import payload_findings

pytestmark = pytest.mark.django_db
CASES = [Platform.WEBSITE, Platform.WECHAT, Platform.WEIBO]
OTHER = {Platform.WEBSITE: Platform.WEIBO, Platform.WECHAT: Platform.WEBSITE, Platform.WEIBO: Platform.WECHAT}


@pytest.fixture(params=CASES, ids=str)
def platform(request):
    return request.param


@pytest.fixture
def channel(platform, network):  # noqa: F811  the fixture
    return network[platform]


@pytest.fixture
def account(platform, request):
    if platform == Platform.WEBSITE:
        return AccountFactory(platform=platform)
    return request.getfixturevalue(f"{platform}_account")


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


def settled(channel, parcel, progress, clock):
    """The receipt of a send that readers can see, however long it takes."""
    receipt = channel.send(parcel, progress)
    for wait in channel.check_plan:
        if receipt is not None and receipt.state == "published":
            return receipt
        clock.advance(wait + timedelta(hours=1))
        receipt = channel.check(parcel, progress)
    return receipt


def test_every_registered_channel_is_in_this_suite():
    assert {str(case) for case in CASES} == set(CHANNELS) == set(CAPABILITIES)


def test_capabilities_are_frozen_and_its_own(platform):
    capabilities = CHANNELS[platform].capabilities

    assert isinstance(capabilities, Capabilities)
    assert capabilities.platform == platform
    with pytest.raises(FrozenInstanceError):
        capabilities.text_max = 1


def test_plans_grow_and_fit_the_way_of_answering(platform):
    channel = CHANNELS[platform]

    assert issubclass(channel, Channel)
    assert list(channel.check_plan) == sorted(channel.check_plan)
    assert list(channel.find_plan) == sorted(channel.find_plan)
    assert channel.check_plan or not channel.capabilities.result_comes_later


def test_sample_payload_passes_its_own_lint(platform):
    findings = payload_findings(PAYLOADS[platform](), {}, ())

    assert [one.code for one in findings if one.blocks and one.code != "picture_missing"] == []


def test_send_is_seen_by_readers_with_an_address(channel, parcel, progress, sandbox_clock):  # noqa: F811
    receipt = settled(channel, parcel, progress, sandbox_clock)

    assert isinstance(receipt, Receipt)
    assert receipt.state == "published"
    assert receipt.platform_id
    assert receipt.url.startswith("http")


def test_send_leaves_nothing_in_flight(channel, parcel, progress):
    receipt = channel.send(parcel, progress)

    if receipt.state == "accepted":
        assert progress.get("in_flight") is None


def test_every_call_to_a_platform_is_logged(channel, parcel, progress, held):
    channel.send(parcel, progress)

    log = list(held.attempt_log.all())
    assert log
    assert {one.outcome for one in log} == {"ok"}


def test_what_was_never_sent_is_not_found(channel, parcel, progress):
    assert isinstance(channel.find(parcel, progress), NotFound)


def test_what_arrived_although_the_answer_was_lost_is_never_sent_again(
    channel,
    parcel,
    progress,
    held,
    sandbox_clock,  # noqa: F811
):
    """The worker forgets all but the moment of taking off: as after a kill in the middle of the call."""
    before = dict(held.progress)
    channel.take_off(progress, "send")
    flight = progress.get("in_flight")
    channel.send(parcel, progress)
    kept = {key: progress.get(key) for key in ("draft_id", "cover_id", "pictures") if progress.get(key)}
    held.progress = {**before, **kept, "in_flight": flight}
    sandbox_clock.advance(timedelta(hours=2))

    search = channel.find(parcel, StoredProgress(held, sandbox_clock))

    assert isinstance(search, Found)
    assert search.receipt.state == "published"


def test_payload_that_is_not_the_sealed_one_does_not_leave(channel, platform, parcel, progress):
    altered = PAYLOADS[platform]()
    field = "text" if platform == Platform.WEIBO else "title"
    altered = replace(altered, **{field: getattr(altered, field) + "改"})

    with pytest.raises(RenderingDiffers):
        channel.send(replace(parcel, payload=altered), progress)
    assert isinstance(channel.find(parcel, progress), NotFound)


def test_payload_of_another_platform_does_not_leave(channel, platform, parcel, progress):
    with pytest.raises(PlatformFault) as caught:
        channel.send(replace(parcel, payload=PAYLOADS[OTHER[platform]]()), progress)

    assert caught.value.failure == FailureClass.PERMANENT
