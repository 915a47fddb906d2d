"""Puts a withdrawal into the ledger: a second kind of delivery, which takes back what another has published.

It runs under the same leases, order, attempts and audit. The row that it undoes becomes WITHDRAWN with it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit import api as audit
from zhenglian.channels.enums import DeliveryKind, DeliveryState
from zhenglian.channels.errors import NothingToWithdraw
from zhenglian.channels.models import Delivery
from zhenglian.channels.signals import deliveries_queued
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.ids import hex_id

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def queue_withdrawal(
    delivery: Delivery,
    *,
    reference: str,
    because: str,
    due_at: datetime,
    actor: Staff | None,
    after: Delivery | None = None,
    clock: Clock = SYSTEM,
) -> Delivery:
    """Promises that readers will no longer find what `delivery` published. Asked for twice it is one row.

    While it is unknown whether `delivery` has arrived, the withdrawal waits. Whoever owns the reference has
    asked whether `actor` may do this. Records `channels.queue_withdrawal`; sends `deliveries_queued`. Raises
    `NothingToWithdraw` for a withdrawal, and for what is withdrawn already.
    """
    undone = (
        Delivery.objects.select_for_update(of=("self",), no_key=True)
        .select_related("account")
        .get(pk=delivery.pk)
    )
    known = undone.withdrawals.exclude(state=DeliveryState.CANCELLED).first()
    if known is not None:
        return known
    if undone.is_withdrawal or undone.state == DeliveryState.WITHDRAWN:
        raise NothingToWithdraw
    row = Delivery.objects.create(
        kind=DeliveryKind.WITHDRAW,
        undoes=undone,
        because=because[:300],
        reference=reference,
        title=undone.title,
        account_id=undone.account_id,
        seal_id=undone.seal_id,
        part=undone.part,
        payload_id=undone.payload_id,
        after=after,
        due_at=due_at,
        next_attempt_at=due_at,
        client_id=hex_id(),
        created_at=clock.now(),
    )
    detail = {"reference": reference, "undoes": undone.pk, "because": because, "due_at": due_at.isoformat()}
    audit.record("channels.queue_withdrawal", actor=actor, on=row, detail=detail, clock=clock)
    deliveries_queued.send(sender=Delivery, delivery=row)
    return row
