"""Odd answers to a deletion: WeChat by its two ways, Weibo by the level of the application."""

from __future__ import annotations

import pytest

from tests.channels.platforms import Script, clients_over, good_wechat
from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued, withdrawal_of
from zhenglian.accounts.enums import Platform, WeChatRelease
from zhenglian.channels.actions.leases import lease_to_send
from zhenglian.channels.actions.parcels import parcel_for
from zhenglian.channels.actions.progress import StoredProgress
from zhenglian.channels.clients.base import Found, NotFound, PlatformFault
from zhenglian.channels.enums import DeliveryState, FailureClass
from zhenglian.channels.models import Delivery

pytestmark = pytest.mark.django_db


def wechat(script, clock, *, facts, platform_id="art-1", release=WeChatRelease.PUBLISH):
    account = AccountFactory(
        platform=Platform.WECHAT,
        api_base="https://api.test",
        credentials={"secret": "s" * 32},
        wechat_release=release,
    )
    return held(account, script, clock, platform_id, facts)


def weibo(script, clock, *, level="advanced", platform_id="5000000000000001"):
    account = AccountFactory(
        platform=Platform.WEIBO,
        api_base="https://api.test",
        token={"access_token": "T"},
        credentials={"app_level": level, "safe_domain": "example.test"},
    )
    return held(account, script, clock, platform_id, {})


def held(account, script, clock, platform_id, facts):
    """Channel, parcel and progress of a withdrawal in the hands of a worker."""
    published = queued(account, clock=clock)
    Delivery.objects.filter(pk=published.pk).update(
        state=DeliveryState.PUBLISHED, platform_id=platform_id, progress=facts
    )
    row = lease_to_send(withdrawal_of(published, clock=clock).pk, clock=clock)
    channel = clients_over(script, clock)[account.platform]
    return channel, parcel_for(row, http=channel.http, clock=clock), StoredProgress(row, clock)


def test_published_article_is_deleted_by_its_number(clock):
    script = good_wechat(delete=[{"errcode": 0}])
    channel, parcel, progress = wechat(script, clock, facts={"publish_id": "22"})

    assert channel.withdraw(parcel, progress).state == "withdrawn"
    assert script.bodies("delete") == [{"article_id": "art-1", "index": 1}]


def test_mass_sent_message_is_deleted_by_its_own_call_whatever_the_account_does_now(clock):
    script = good_wechat(delete=[{"errcode": 0}])
    number = "3147483700"
    channel, parcel, progress = wechat(script, clock, facts={"msg_id": number}, platform_id=number)

    assert channel.withdraw(parcel, progress).state == "withdrawn"
    [(_, request)] = [call for call in script.calls if call[0] == "delete"]
    assert request.url.path.endswith("/message/mass/delete")
    assert script.bodies("delete") == [{"msg_id": 3147483700, "article_idx": 1}]


def test_missing_article_number_is_asked_for(clock):
    script = good_wechat(delete=[{"errcode": 0}])
    channel, parcel, progress = wechat(script, clock, facts={"publish_id": "22"}, platform_id="22")

    channel.withdraw(parcel, progress)

    assert script.bodies("delete") == [{"article_id": "art-1", "index": 1}]


def test_post_without_any_number_becomes_a_task(clock):
    channel, parcel, progress = wechat(good_wechat(), clock, facts={}, platform_id="")

    assert channel.withdraw(parcel, progress).state == "by_hand"


def test_article_that_is_gone_already_counts_as_withdrawn(clock):
    script = good_wechat(delete=[{"errcode": 53600, "errmsg": "invalid article id"}])
    channel, parcel, progress = wechat(script, clock, facts={"publish_id": "22"})

    assert channel.withdraw(parcel, progress).state == "withdrawn"


def test_article_that_wechat_keeps_needs_a_person(clock):
    script = good_wechat(delete=[{"errcode": 40204, "errmsg": "rumour"}])
    channel, parcel, progress = wechat(script, clock, facts={"msg_id": "7"})

    with pytest.raises(PlatformFault) as caught:
        channel.withdraw(parcel, progress)

    assert (caught.value.failure, caught.value.reason) == (FailureClass.PERMANENT, "wechat_cannot_delete")
    assert progress.get("in_flight") is None


@pytest.mark.parametrize(("word", "kind"), [("DELETE", Found), ("SEND_SUCCESS", NotFound)])
def test_state_of_a_mass_message_tells_whether_it_is_gone(clock, word, kind):
    script = good_wechat(mass_get=[{"msg_id": 7, "msg_status": word}])
    channel, parcel, progress = wechat(script, clock, facts={"msg_id": "7"})

    assert isinstance(channel.find_withdrawal(parcel, progress), kind)


def test_post_is_destroyed_by_its_number(clock):
    script = Script(destroy=[{"idstr": "5000000000000001"}])
    channel, parcel, progress = weibo(script, clock)

    assert channel.withdraw(parcel, progress).state == "withdrawn"
    assert b"id=5000000000000001" in script.calls[0][1].content


@pytest.mark.parametrize(("level", "calls"), [("", 0), ("ordinary", 0), ("advanced", 1)])
def test_application_that_may_not_delete_leaves_it_to_a_person(clock, level, calls):
    script = Script(destroy=[{"error_code": "10014", "error": "Insufficient app permissions!"}])
    channel, parcel, progress = weibo(script, clock, level=level)

    assert channel.withdraw(parcel, progress).state == "by_hand"
    assert len(script.calls) == calls


def test_post_that_is_not_there_counts_as_withdrawn(clock):
    script = Script(destroy=[{"error_code": 20101, "error": "target weibo does not exist!"}])
    channel, parcel, progress = weibo(script, clock)

    assert channel.withdraw(parcel, progress).state == "withdrawn"


def test_post_of_another_account_needs_a_person(clock):
    channel, parcel, progress = weibo(Script(destroy=[{"error_code": 20102, "error": "not your own"}]), clock)

    with pytest.raises(PlatformFault) as caught:
        channel.withdraw(parcel, progress)

    assert caught.value.reason == "weibo_not_ours"


@pytest.mark.parametrize(
    ("answer", "kind"), [({"error_code": 20101}, Found), ({"idstr": "5000000000000001"}, NotFound)]
)
def test_look_at_the_post_tells_whether_it_is_gone(clock, answer, kind):
    channel, parcel, progress = weibo(Script(show=[answer]), clock)

    assert isinstance(channel.find_withdrawal(parcel, progress), kind)


def test_gateway_s_error_page_leaves_the_outcome_open(clock):
    channel, parcel, progress = weibo(Script(destroy=[(502, b"<html>")]), clock)

    with pytest.raises(PlatformFault) as caught:
        channel.withdraw(parcel, progress)

    assert caught.value.failure == FailureClass.UNKNOWN
    assert progress.get("in_flight") is not None
