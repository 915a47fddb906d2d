"""Due rows are sent in order, exactly as sealed, by one worker at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError

from tests.channels.platforms import Script, clients_over, good_wechat
from tests.factories.accounts import AccountFactory
from tests.factories.channels import (
    PAGE_URL,
    queued,
    stored_picture,
    website_payload,
    wechat_payload,
    weibo_payload,
)
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.audit.api import entries_on
from zhenglian.channels.actions.deliver import deliver_due, deliver_one
from zhenglian.channels.actions.leases import LEASE
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Asset, Delivery, FrozenPayload
from zhenglian.channels.selectors.copies import web_copy
from zhenglian.channels.signals import delivery_refused, delivery_settled

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """Every settled and refused delivery that was announced, in order."""
    found = []

    def settled(delivery, **_):
        found.append(("settled", delivery.pk))

    def refused(delivery, **_):
        found.append(("refused", delivery.pk))

    delivery_settled.connect(settled)
    delivery_refused.connect(refused)
    yield found
    delivery_settled.disconnect(settled)
    delivery_refused.disconnect(refused)


def test_website_copy_is_the_sealed_payload(clock, heard):
    payload = website_payload()
    delivery = queued(payload=payload, clock=clock)

    tried = deliver_due(clients=clients_over(Script(), clock), clock=clock)

    delivery.refresh_from_db()
    copy = web_copy(PAGE_URL)
    assert tried == 1
    assert (delivery.state, delivery.url, delivery.settled_at) == ("published", PAGE_URL, clock.now())
    assert (copy.payload, copy.first_published_at) == (payload, clock.now())
    assert heard == [("settled", delivery.pk)]
    acts = [entry.act for entry in entries_on("channels.delivery", str(delivery.pk))]
    assert acts == ["channels.published", "channels.queue"]


def test_nothing_leaves_before_its_time(clock):
    delivery = queued(clock=clock, due_at=clock.now() + timedelta(minutes=10))
    clients = clients_over(Script(), clock)

    early = deliver_due(clients=clients, clock=clock)
    clock.advance(timedelta(minutes=10))
    on_time = deliver_due(clients=clients, clock=clock)

    delivery.refresh_from_db()
    assert (early, on_time, delivery.state) == (0, 1, DeliveryState.PUBLISHED)


def test_followers_wait_for_the_website(clock):
    script = good_wechat()
    page = queued(clock=clock)
    article = queued(AccountFactory(platform=Platform.WECHAT), clock=clock, after=page)
    Delivery.objects.filter(pk=page.pk).update(due_at=clock.now() + timedelta(minutes=1))

    before = deliver_due(clients=clients_over(script, clock), clock=clock)
    Delivery.objects.filter(pk=page.pk).update(due_at=clock.now())
    after = deliver_due(clients=clients_over(script, clock), clock=clock)

    article.refresh_from_db()
    assert (before, after) == (0, 2)
    assert article.state == DeliveryState.ACCEPTED


def test_stopped_account_waits_and_others_go_on(clock):
    stopped = queued(AccountFactory(platform=Platform.WECHAT, state=AccountState.STOPPED), clock=clock)
    other = queued(AccountFactory(platform=Platform.WECHAT), clock=clock, reference="r:2")

    deliver_due(clients=clients_over(good_wechat(), clock), clock=clock)

    stopped.refresh_from_db()
    other.refresh_from_db()
    assert (stopped.state, other.state) == (DeliveryState.QUEUED, DeliveryState.ACCEPTED)


def test_rows_of_an_account_go_out_in_the_order_of_their_promises(clock):
    account = AccountFactory(platform=Platform.WEBSITE)
    late = queued(account, website_payload(title="后"), clock=clock, reference="r:1")
    early = queued(
        account,
        website_payload(title="先", url=PAGE_URL + "2/"),
        clock=clock,
        reference="r:2",
        due_at=clock.now() - timedelta(minutes=1),
    )

    assert not deliver_one(late.pk, clients=clients_over(Script(), clock), clock=clock)
    assert deliver_one(early.pk, clients=clients_over(Script(), clock), clock=clock)
    assert deliver_one(late.pk, clients=clients_over(Script(), clock), clock=clock)


def test_unknown_outcome_blocks_the_next_of_the_account(clock):
    account = AccountFactory(platform=Platform.WEBSITE)
    open_ended = queued(account, clock=clock, reference="r:1")
    waiting = queued(account, website_payload(url=PAGE_URL + "2/"), clock=clock, reference="r:2")
    Delivery.objects.filter(pk=open_ended.pk).update(state=DeliveryState.UNKNOWN)

    assert not deliver_one(waiting.pk, clients=clients_over(Script(), clock), clock=clock)


def _alter_body(delivery, clock):
    FrozenPayload.objects.filter(pk=delivery.payload_id).update(body=website_payload(title="被改").to_bytes())


def _break_seal(delivery, clock):
    delivery.seal.broken_at = clock.now()
    delivery.seal.save()


def _swap_payload(delivery, clock):
    body = website_payload(title="另一份").to_bytes()
    FrozenPayload.objects.create(pk="e" * 64, platform="website", body=body, frozen_at=clock.now())
    Delivery.objects.filter(pk=delivery.pk).update(payload="e" * 64)


def _alter_picture(delivery, clock):
    name = Asset.objects.get().file.name
    default_storage.delete(name)
    with default_storage.open(name, "wb") as file:
        file.write(b"another picture")


@pytest.mark.parametrize("sin", [_alter_body, _break_seal, _swap_payload, _alter_picture])
def test_whatever_differs_from_the_seal_is_refused_and_nothing_is_sent(clock, heard, sin):
    delivery = queued(payload=website_payload(cover=stored_picture(), cover_alt="图"), clock=clock)
    sin(delivery, clock)

    deliver_due(clients=clients_over(Script(), clock), clock=clock)

    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.REFUSED
    assert web_copy(PAGE_URL) is None
    assert heard == [("refused", delivery.pk)]
    [entry] = [one for one in entries_on("channels.delivery", str(delivery.pk)) if "refused" in one.act]
    assert entry.detail["reason"] in ("seal_differs", "picture_differs")


def test_client_that_breaks_hurts_only_its_row(clock):
    broken = queued(AccountFactory(platform=Platform.WEIBO, token={"access_token": "t"}), clock=clock)
    page = queued(clock=clock, reference="r:2")
    script = Script(share=[ValueError("a bug of ours")])

    deliver_due(clients=clients_over(script, clock), clock=clock)

    broken.refresh_from_db()
    page.refresh_from_db()
    assert page.state == DeliveryState.PUBLISHED
    assert broken.state == DeliveryState.UNKNOWN  # it had taken off: looked for before anything else


def test_bug_before_take_off_ends_in_failure_for_a_person(clock):
    account = AccountFactory(platform=Platform.WECHAT)
    delivery = queued(account, clock=clock)
    script = good_wechat(uploadimg=[ValueError("a bug of ours")])

    deliver_due(clients=clients_over(script, clock), clock=clock)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.failure_reason) == (DeliveryState.FAILED, "internal")


class Killed(BaseException):
    """Stands for kill -9: nothing of ours runs any more."""


@pytest.mark.parametrize("step", ["stable_token", "uploadimg", "add_material", "draft_add"])
def test_killed_worker_goes_on_where_it_stopped(clock, step):
    good = good_wechat()
    script = good_wechat(**{step: [Killed(), *good.lines[step]]})
    delivery = queued(AccountFactory(platform=Platform.WECHAT), clock=clock)
    clients = clients_over(script, clock)
    with pytest.raises(Killed):
        deliver_due(clients=clients, clock=clock)

    at_once = deliver_due(clients=clients, clock=clock)
    clock.advance(timedelta(seconds=91))
    later = deliver_due(clients=clients, clock=clock)

    delivery.refresh_from_db()
    assert (at_once, later, delivery.state) == (0, 1, DeliveryState.ACCEPTED)
    names = script.names()
    assert [names.count(name) for name in ("uploadimg", "add_material", "draft_add", "submit")] == [
        2 if name == step else 1 for name in ("uploadimg", "add_material", "draft_add", "submit")
    ]


def test_worker_killed_during_submit_is_looked_for_before_anything_is_sent(clock):
    script = good_wechat(submit=[Killed(), *good_wechat().lines["submit"]])
    delivery = queued(AccountFactory(platform=Platform.WECHAT), clock=clock)
    clients = clients_over(script, clock)
    with pytest.raises(Killed):
        deliver_due(clients=clients, clock=clock)

    clock.advance(timedelta(seconds=91))
    deliver_due(clients=clients, clock=clock)

    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.UNKNOWN
    assert script.names().count("submit") == 1


def test_worker_that_lost_its_lease_can_no_longer_write(clock):
    delivery = queued(AccountFactory(platform=Platform.WEIBO, token={"access_token": "t"}), clock=clock)

    def taken_over(request):
        Delivery.objects.filter(pk=delivery.pk).update(lease_token=99, state=DeliveryState.UNKNOWN)
        return {"idstr": "4559512851192225", "created_at": "Thu Jan 15 09:00:00 +0800 2026"}

    script = Script(share=[taken_over])

    deliver_due(clients=clients_over(script, clock), clock=clock)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.lease_token, delivery.url) == (DeliveryState.UNKNOWN, 99, "")


def test_texts_leave_raw_and_complete(clock):
    payload = wechat_payload()
    script = good_wechat()
    queued(AccountFactory(platform=Platform.WECHAT), payload, clock=clock)

    deliver_due(clients=clients_over(script, clock), clock=clock)

    [request] = [request for name, request in script.calls if name == "draft_add"]
    [article] = script.bodies("draft_add")[0]["articles"]
    assert b"\\u" not in request.content
    assert "暴雨".encode() in request.content
    assert article["content"] == payload.content_html.replace(
        f"asset:{payload.assets[0]}", "https://mmbiz.qpic.cn/one/0"
    )
    assert article["thumb_media_id"] == "COVER"
    assert (article["title"], article["author"]) == (payload.title, payload.author)


def test_weibo_text_is_sent_once_encoded(clock):
    script = Script(share=[{"idstr": "4559512851192225"}])
    account = AccountFactory(
        platform=Platform.WEIBO, handle="1404376560", token={"access_token": "t"}, homepage_url=""
    )
    delivery = queued(account, weibo_payload(), clock=clock)

    deliver_due(clients=clients_over(script, clock), clock=clock)

    delivery.refresh_from_db()
    [(_, request)] = script.calls
    assert b"%E6%9A%B4%E9%9B%A8" in request.content
    assert delivery.url == "https://weibo.com/1404376560/JoYct509r"


def test_trouble_of_the_database_is_not_the_rows(clock, monkeypatch):
    row = queued(AccountFactory(platform=Platform.WEBSITE), clock=clock)
    clients = clients_over(Script(), clock)

    def deadlock(parcel, progress):
        raise OperationalError("deadlock detected")

    monkeypatch.setattr(clients[Platform.WEBSITE], "send", deadlock)
    deliver_one(row.pk, clients=clients, clock=clock)
    row.refresh_from_db()
    assert row.state == DeliveryState.SENDING

    monkeypatch.undo()
    clock.advance(LEASE)
    deliver_due(clients=clients, clock=clock)

    row.refresh_from_db()
    assert row.state == DeliveryState.PUBLISHED
