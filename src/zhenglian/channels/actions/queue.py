"""Puts a sealed payload into the ledger, and takes back what has not left yet."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.accounts.enums import AccountState
from zhenglian.audit import api as audit
from zhenglian.channels.actions.settle import end_delivery
from zhenglian.channels.enums import DeliveryKind, DeliveryState
from zhenglian.channels.errors import AccountCannotTake, NotSealed, PayloadMissing, ReferenceTaken
from zhenglian.channels.models import Delivery, FrozenPayload
from zhenglian.channels.payloads import platform_of
from zhenglian.channels.signals import deliveries_queued
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.ids import hex_id
from zhenglian.reviews import api as reviews

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.people.api import Staff
    from zhenglian.reviews.models import Seal


NOT_LEFT = (DeliveryState.QUEUED, DeliveryState.BY_HAND)


@transaction.atomic
def queue_delivery(
    *,
    account: Account,
    seal: Seal,
    part: str,
    digest: str,
    reference: str,
    title: str,
    due_at: datetime,
    actor: Staff | None,
    after: Delivery | None = None,
    clock: Clock = SYSTEM,
) -> Delivery:
    """Promises one account one sealed payload. The same reference and account twice is one row.

    Whoever owns the reference has asked whether `actor` may release. Records `channels.queue`; sends
    `deliveries_queued`. Raises `AccountCannotTake`, `PayloadMissing`, `NotSealed`, `ReferenceTaken`.
    """
    known = Delivery.objects.filter(
        reference=reference, account_id=account.pk, kind=DeliveryKind.PUBLISH
    ).first()
    if known is not None:
        if (known.payload_id, known.seal_id) != (digest, seal.pk):
            raise ReferenceTaken
        return known
    _check_content(account, seal.pk, part, digest)
    delivery = Delivery.objects.create(
        reference=reference,
        title=title,
        account_id=account.pk,
        seal_id=seal.pk,
        part=part,
        payload_id=digest,
        after=after,
        due_at=due_at,
        next_attempt_at=due_at,
        client_id=hex_id(),
        created_at=clock.now(),
    )
    detail = {"reference": reference, "part": part, "digest": digest, "due_at": due_at.isoformat()}
    audit.record("channels.queue", actor=actor, on=delivery, detail=detail, clock=clock)
    deliveries_queued.send(sender=Delivery, delivery=delivery)
    return delivery


def _check_content(account: Account, seal_id: int, part: str, digest: str) -> None:
    if account.state == AccountState.CLOSED or account.platform != platform_of(part):
        raise AccountCannotTake
    if not FrozenPayload.objects.filter(pk=digest, platform=account.platform).exists():
        raise PayloadMissing
    if reviews.sealed_digest(seal_id, part) != digest:
        raise NotSealed


@transaction.atomic
def cancel_deliveries(
    reference: str,
    *,
    actor: Staff | None,
    reason: str,
    keep_withdrawals: bool = False,
    clock: Clock = SYSTEM,
) -> list[Delivery]:
    """Cancels every row of the reference that has not begun to leave, and returns those.

    `keep_withdrawals`: what is being taken back stays so, also when the version behind it is overtaken.

    What is under way, unclear or published stays: read `deliveries_of` afterwards. Whoever owns the
    reference has asked whether `actor` may do this. Records `channels.cancel` for each row.
    """
    rows = Delivery.objects.select_for_update(no_key=True).filter(reference=reference, state__in=NOT_LEFT)
    if keep_withdrawals:
        rows = rows.filter(kind=DeliveryKind.PUBLISH)
    waiting = [row for row in rows if not row.progress.get("in_flight")]
    for row in waiting:
        end_delivery(row, DeliveryState.CANCELLED, "cancelled", {"reason": reason}, actor=actor, clock=clock)
    return waiting
