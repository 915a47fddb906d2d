"""Whole sends over real HTTP against the sandbox process, judged by the sandbox's own record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.channels import picture_data, queued, stored_picture, wechat_payload, weibo_payload
from zhenglian.accounts.enums import AccountState, WeChatRelease
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.actions.reconcile import reconcile
from zhenglian.channels.actions.results import poll_results
from zhenglian.channels.clients.pictures import restored
from zhenglian.channels.enums import DeliveryState
from zhenglian.kernel.digests import sha256_hex

pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=2)  # longer than the sandbox's publish delay


def test_wechat_article_is_published_exactly_as_sealed(sandbox, sandbox_clock, network, wechat_account):
    payload = wechat_payload(inside=stored_picture("green", "PNG"))
    delivery = queued(wechat_account, payload, clock=sandbox_clock)

    deliver_due(clients=network, clock=sandbox_clock)
    delivery.refresh_from_db()
    state_before_result = delivery.state
    sandbox_clock.advance(HOURS)
    poll_results(clients=network, clock=sandbox_clock)
    delivery.refresh_from_db()

    [article] = sandbox.articles(wechat_account.handle)
    assert state_before_result == DeliveryState.ACCEPTED
    assert delivery.state == DeliveryState.PUBLISHED
    assert delivery.url == article["article_url"]
    assert (article["title"], article["author"]) == (payload.title, payload.author)
    assert article["content_source_url"] == payload.source_url
    assert article["content_stored"] == article["content_submitted"]
    assert restored(article["content_stored"], delivery.progress["pictures"]) == payload.content_html
    assert article["cover"]["sha256"] == payload.cover
    assert list(article["images"].values()) == list(payload.assets)
