"""Who may touch the ledger by hand, and what may follow which state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.channels.enums import DeliveryState, FailureClass
from zhenglian.channels.errors import DeliveryNotWaiting, MayNotManageDelivery
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people import api as people
from zhenglian.people.enums import Role

if TYPE_CHECKING:
    from zhenglian.channels.models import Delivery
    from zhenglian.people.api import Staff


def can_manage_delivery(staff: Staff, delivery: Delivery, *, clock: Clock = SYSTEM) -> bool:
    """Publishers and administrators of the account's unit, or of a unit above it."""
    unit = delivery.account.unit
    return people.can_administer(staff, unit, clock=clock) or people.has_role(
        staff, Role.PUBLISHER, unit, clock=clock
    )


def managed_unit_ids(staff: Staff, *, clock: Clock = SYSTEM) -> frozenset[int] | None:
    """Units whose deliveries the person may manage, for lists; None stands for all."""
    if people.can_administer(staff, None, clock=clock):
        return None
    units = people.units_of(staff, [Role.PUBLISHER, Role.ADMINISTRATOR], clock=clock)
    return frozenset(units.values_list("pk", flat=True))


def check_may_manage(staff: Staff, delivery: Delivery, *, clock: Clock = SYSTEM) -> None:
    if not can_manage_delivery(staff, delivery, clock=clock):
        raise MayNotManageDelivery


def is_in_flight(delivery: Delivery) -> bool:
    """Something that cannot be taken back may have reached the platform, and nobody knows yet."""
    return bool(delivery.progress.get("in_flight"))


def was_never_out(delivery: Delivery) -> bool:
    """A withdrawal of what the ledger gave up before it reached the platform: nothing is to be done."""
    undone = delivery.undoes
    return undone is not None and undone.state in (DeliveryState.CANCELLED, DeliveryState.REFUSED)


def can_be_retried(delivery: Delivery) -> bool:
    """Failed ones, and waiting ones whose next attempt lies ahead. A refused one needs a new release."""
    return delivery.state == DeliveryState.FAILED or (
        delivery.state == DeliveryState.QUEUED and bool(delivery.failure_reason)
    )


def can_be_cancelled(delivery: Delivery) -> bool:
    """Only what has not left; a failed one may be given up, with the reason on record."""
    return (delivery.state == DeliveryState.QUEUED and not is_in_flight(delivery)) or (
        delivery.state in (DeliveryState.FAILED, DeliveryState.BY_HAND)
    )


def can_be_marked(delivery: Delivery) -> bool:
    """Done by hand: a person's task, what failed, or what nobody can find out about."""
    return delivery.state in (DeliveryState.BY_HAND, DeliveryState.FAILED, DeliveryState.UNKNOWN) or (
        delivery.state == DeliveryState.QUEUED and delivery.failure_class == FailureClass.SETUP
    )


def check_state(allowed: bool) -> None:  # noqa: FBT001  reads as check_state(can_be_retried(row))
    if not allowed:
        raise DeliveryNotWaiting
