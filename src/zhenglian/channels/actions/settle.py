"""The ends of a delivery: published, withdrawn, failed, refused, cancelled; each is recorded and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import Signal

from zhenglian.audit import api as audit
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Attempt, Delivery
from zhenglian.channels.signals import (
    deliveries_queued,
    delivery_failed,
    delivery_refused,
    delivery_settled,
    delivery_withdrawn,
)
from zhenglian.kernel.clock import Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

ANNOUNCEMENTS: dict[str, Signal] = {
    DeliveryState.PUBLISHED: delivery_settled,
    DeliveryState.WITHDRAWN: delivery_withdrawn,
    DeliveryState.FAILED: delivery_failed,
    DeliveryState.REFUSED: delivery_refused,
}
END_FIELDS = (
    "state",
    "settled_at",
    "lease_until",
    "lease_token",
    "progress",
    "platform_id",
    "url",
    "failure_class",
    "failure_code",
    "failure_reason",
    "failure_params",
)
ACTS: dict[str, str] = {
    DeliveryState.PUBLISHED: "channels.published",
    DeliveryState.WITHDRAWN: "channels.withdrawn",
    DeliveryState.FAILED: "channels.failed",
    DeliveryState.REFUSED: "channels.refused",
    DeliveryState.CANCELLED: "channels.cancel",
}


def end_delivery(
    delivery: Delivery,
    state: DeliveryState,
    reason: str = "",
    params: dict[str, Any] | None = None,  # Any: blanks of a sentence
    *,
    actor: Staff | None,
    clock: Clock,
) -> None:
    """Ends a row that the caller has locked or leased; call inside a transaction."""
    now = clock.now()
    delivery.state, delivery.settled_at, delivery.lease_until = state, now, None
    delivery.failure_reason, delivery.failure_params = reason, params or {}
    if state in (DeliveryState.PUBLISHED, DeliveryState.WITHDRAWN):
        delivery.progress.pop("in_flight", None)
    delivery.lease_token += 1  # whoever still works on the row can no longer write
    delivery.save(update_fields=END_FIELDS)
    Attempt.objects.create(
        delivery=delivery, at=now, step="end", outcome=state, code=delivery.failure_code if reason else ""
    )
    if state == DeliveryState.WITHDRAWN:
        _end_undone(delivery, clock)
    detail = {
        "kind": delivery.kind,
        "reference": delivery.reference,
        "digest": delivery.payload_id,
        "platform_id": delivery.platform_id,
        "url": delivery.url,
        "reason": reason,
        **{key: str(value) for key, value in delivery.failure_params.items()},
    }
    if delivery.undoes_id:
        detail |= {"undoes": str(delivery.undoes_id), "because": delivery.because}
    audit.record(ACTS[state], actor=actor, on=delivery, detail=detail, clock=clock)
    if state in ANNOUNCEMENTS:
        ANNOUNCEMENTS[state].send(sender=Delivery, delivery=delivery)
    deliveries_queued.send(sender=Delivery, delivery=delivery)  # followers or the next in line may start


def _end_undone(withdrawal: Delivery, clock: Clock) -> None:
    """What was published is so no longer; what had never been published keeps its own end."""
    undone = withdrawal.undoes
    if undone is None:
        return
    published = Delivery.objects.filter(pk=undone.pk, state=DeliveryState.PUBLISHED)
    if published.update(state=DeliveryState.WITHDRAWN):
        Attempt.objects.create(delivery=undone, at=clock.now(), step="end", outcome=DeliveryState.WITHDRAWN)
        withdrawal.undoes = Delivery.objects.get(pk=undone.pk)
