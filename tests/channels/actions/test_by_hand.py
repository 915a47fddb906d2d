"""What a person did on the platform: which proof is enough, what it ends, what stays on record."""

from __future__ import annotations

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.channels import picture_data, queued, withdrawal_of
from tests.factories.people import PostingFactory, UnitFactory
from zhenglian.accounts.enums import Platform
from zhenglian.audit.api import entries_on
from zhenglian.channels.actions.by_hand import Evidence, Screenshot, report_not_done, settle_by_hand
from zhenglian.channels.actions.manage import retry_delivery
from zhenglian.channels.enums import DeliveryState, FailureClass
from zhenglian.channels.errors import (
    DeliveryNotWaiting,
    MayNotManageDelivery,
    PictureUnreadable,
    ProofMissing,
    ReasonMissing,
)
from zhenglian.channels.models import Delivery, Proof
from zhenglian.channels.signals import delivery_failed, delivery_settled
from zhenglian.kernel.digests import sha256_hex
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def publisher(unit):
    return PostingFactory(unit=unit, role=Role.PUBLISHER).staff


def task(unit, clock, state=DeliveryState.BY_HAND, **columns):
    account = AccountFactory(platform=Platform.MANUAL, unit=unit, manual_platform="抖音")
    delivery = queued(account, clock=clock, reference=f"r:{account.pk}")
    Delivery.objects.filter(pk=delivery.pk).update(state=state, **columns)
    delivery.refresh_from_db()
    return delivery


@pytest.mark.parametrize("state", [DeliveryState.BY_HAND, DeliveryState.FAILED, DeliveryState.UNKNOWN])
def test_address_settles_a_row_and_is_kept_as_proof(unit, publisher, clock, state):
    heard = []
    delivery_settled.connect(receiver := lambda delivery, **_: heard.append(delivery.url), weak=False)

    row = settle_by_hand(
        task(unit, clock, state), Evidence(url="https://v.douyin.test/1"), actor=publisher, clock=clock
    )

    delivery_settled.disconnect(receiver)
    row.refresh_from_db()
    assert (row.state, row.url, row.settled_at) == ("published", "https://v.douyin.test/1", clock.now())
    assert heard == ["https://v.douyin.test/1"]
    assert (row.proof.by, row.proof.at, row.proof.url) == (publisher, clock.now(), row.url)


def test_screenshot_is_kept_under_its_digest_and_named_in_the_record(unit, publisher, clock):
    data = picture_data("red", "PNG")

    row = settle_by_hand(
        task(unit, clock), Evidence(screenshot=Screenshot(data, "image/png")), actor=publisher, clock=clock
    )

    digest = sha256_hex(data)
    assert Proof.objects.get(delivery=row).screenshot_id == digest
    [entry] = [one for one in entries_on("channels.delivery", str(row.pk)) if one.act == "channels.published"]
    assert (entry.actor_id, entry.detail["proof"]) == (str(publisher.pk), f"sha256:{digest}")


def test_note_alone_is_enough(unit, publisher, clock):
    row = settle_by_hand(task(unit, clock), Evidence(note="主页可见"), actor=publisher, clock=clock)

    assert row.failure_text == "人工完成：主页可见"


@pytest.mark.parametrize("evidence", [Evidence(), Evidence(note="   ")])
def test_without_any_proof_nothing_is_settled(unit, publisher, clock, evidence):
    delivery = task(unit, clock)

    with pytest.raises(ProofMissing):
        settle_by_hand(delivery, evidence, actor=publisher, clock=clock)

    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.BY_HAND
    assert not Proof.objects.exists()


def test_file_that_is_no_picture_is_no_screenshot(unit, publisher, clock):
    evidence = Evidence(screenshot=Screenshot(b"%PDF-1.7", "image/png"))

    with pytest.raises(PictureUnreadable):
        settle_by_hand(task(unit, clock), evidence, actor=publisher, clock=clock)


@pytest.mark.parametrize("state", [DeliveryState.SENDING, DeliveryState.QUEUED, DeliveryState.PUBLISHED])
def test_row_that_the_machine_works_on_is_not_settled_by_hand(unit, publisher, clock, state):
    with pytest.raises(DeliveryNotWaiting):
        settle_by_hand(task(unit, clock, state), Evidence(note="n"), actor=publisher, clock=clock)


def test_waiting_row_of_a_stopped_account_may_be_settled(unit, publisher, clock):
    delivery = task(unit, clock, DeliveryState.QUEUED, failure_class=FailureClass.SETUP)

    row = settle_by_hand(delivery, Evidence(note="n"), actor=publisher, clock=clock)

    assert row.state == DeliveryState.PUBLISHED


def test_worker_that_is_looking_is_fenced_off(unit, publisher, clock):
    delivery = task(unit, clock, DeliveryState.UNKNOWN, lease_token=4)

    row = settle_by_hand(delivery, Evidence(note="n"), actor=publisher, clock=clock)

    assert row.lease_token == 5


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SUPERVISOR])
def test_others_settle_nothing(unit, clock, role):
    stranger = PostingFactory(unit=unit, role=role).staff

    with pytest.raises(MayNotManageDelivery):
        settle_by_hand(task(unit, clock), Evidence(note="n"), actor=stranger, clock=clock)


def test_withdrawal_done_by_hand_ends_both_rows(unit, publisher, clock):
    published = task(unit, clock, DeliveryState.PUBLISHED)
    withdrawal = withdrawal_of(published, clock=clock)
    Delivery.objects.filter(pk=withdrawal.pk).update(state=DeliveryState.BY_HAND)

    row = settle_by_hand(withdrawal, Evidence(note="已删除"), actor=publisher, clock=clock)

    published.refresh_from_db()
    assert (row.state, published.state) == (DeliveryState.WITHDRAWN, DeliveryState.WITHDRAWN)


def test_what_could_not_be_done_fails_with_the_reason_and_may_be_tried_again(unit, publisher, clock):
    heard = []
    delivery_failed.connect(receiver := lambda delivery, **_: heard.append(delivery.pk), weak=False)
    delivery = task(unit, clock)

    row = report_not_done(delivery, reason="账号正在审核", actor=publisher, clock=clock)

    delivery_failed.disconnect(receiver)
    assert row.state == DeliveryState.FAILED
    assert "账号正在审核" in row.failure_text
    assert heard == [delivery.pk]
    assert retry_delivery(row, actor=publisher, clock=clock).state == DeliveryState.QUEUED


def test_not_done_wants_a_reason(unit, publisher, clock):
    with pytest.raises(ReasonMissing):
        report_not_done(task(unit, clock), reason=" ", actor=publisher, clock=clock)
