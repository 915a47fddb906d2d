"""Who works on a row: a lease with a fencing token. Whoever lost the lease can no longer write (ADR 5)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from zhenglian.accounts.enums import AccountState
from zhenglian.channels.clients.base import IN_FLIGHT
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.errors import LeaseLost
from zhenglian.channels.models import Attempt, Delivery
from zhenglian.channels.selectors.deliveries import ahead_of, ready_deliveries
from zhenglian.kernel.clock import Clock

LEASE = timedelta(seconds=90)  # longer than the longest call between two notes of progress


@transaction.atomic
def lease_to_send(delivery_id: int, *, clock: Clock) -> Delivery | None:
    """The row, now SENDING and ours; None when it is not its turn or somebody was faster.

    The account's row is locked too, so that no two rows of an account can start at the same moment.
    Locks here leave keys alone (`no_key`): whoever queues for the account, holding the head of the audit
    chain, must not wait for somebody who waits for that head.
    """
    now = clock.now()
    rows = ready_deliveries(now).filter(pk=delivery_id).select_related("account")
    row = rows.select_for_update(of=("self", "account"), no_key=True).first()
    if row is None or ahead_of(row).exists():
        return None
    row.state, row.attempts = DeliveryState.SENDING, row.attempts + 1
    return _leased(row, clock)


@transaction.atomic
def lease_to_look(
    delivery_id: int, states: tuple[str, ...], *, clock: Clock, only_due: bool = True
) -> Delivery | None:
    """The row in one of these states, ours to look after; its state stays."""
    now = clock.now()
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    rows = Delivery.objects.filter(free, pk=delivery_id, state__in=states)
    if only_due:
        rows = rows.filter(next_attempt_at__lte=now, account__state=AccountState.ACTIVE)
    row = rows.select_related("account").select_for_update(of=("self",), no_key=True).first()
    return None if row is None else _leased(row, clock)


def _leased(row: Delivery, clock: Clock) -> Delivery:
    row.lease_token += 1
    row.lease_until = clock.now() + LEASE
    row.save(update_fields=["state", "attempts", "lease_token", "lease_until"])
    return row


@contextmanager
def under_lease(delivery: Delivery) -> Iterator[None]:
    """A transaction in which the row is certainly still ours. Raises `LeaseLost`."""
    with transaction.atomic():
        mine = Delivery.objects.filter(pk=delivery.pk, lease_token=delivery.lease_token)
        if not mine.select_for_update(no_key=True).exists():
            raise LeaseLost
        yield


def save_held(delivery: Delivery, *fields: str) -> None:
    """Writes these columns and gives the lease back; call inside `under_lease`."""
    delivery.lease_until = None
    delivery.save(update_fields=["state", "next_attempt_at", "progress", "lease_until", *fields])


def reclaim_leases(*, clock: Clock) -> int:
    """Takes back rows whose worker fell silent; returns how many.

    What may have reached the platform becomes UNKNOWN, everything else goes on where it stopped.
    """
    now = clock.now()
    count = 0
    for row in Delivery.objects.filter(state=DeliveryState.SENDING, lease_until__lte=now):
        is_open = bool(row.progress.get(IN_FLIGHT))
        taken = Delivery.objects.filter(
            pk=row.pk, state=DeliveryState.SENDING, lease_token=row.lease_token, lease_until__lte=now
        ).update(
            state=DeliveryState.UNKNOWN if is_open else DeliveryState.QUEUED,
            lease_token=F("lease_token") + 1,
            lease_until=None,
            next_attempt_at=now,
            failure_reason="worker_died_in_flight" if is_open else "worker_died",
            failure_params={},
        )
        if taken:
            count += 1
            Attempt.objects.create(delivery=row, at=now, step="lease", outcome="expired")
    return count
