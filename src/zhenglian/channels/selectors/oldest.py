"""The oldest item of each kind that may not wait for ever. What is too old: `watches` (ADR 8)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from zhenglian.accounts.enums import AccountState
from zhenglian.channels.enums import DeliveryKind, DeliveryState, FailureClass
from zhenglian.channels.models import CallbackEvent, Delivery
from zhenglian.channels.selectors.deliveries import free_deliveries

IS_STOPPED = ~Q(account__state=AccountState.ACTIVE)
LOST_BEFORE = Q(  # what it should follow will not come out by itself
    after__kind=DeliveryKind.PUBLISH,
    after__state__in=(DeliveryState.FAILED, DeliveryState.REFUSED, DeliveryState.CANCELLED),
)


def waiting_for_machine(now: datetime) -> Delivery | None:
    """Due, on an account that works, held up by nobody: only the worker can be the reason."""
    shut = _waiting_for_quota().values("account_id")  # its other rows wait their turn behind that one
    mine = Q(pk__in=free_deliveries().values("pk")) | Q(state=DeliveryState.SENDING)
    return _oldest(Delivery.objects.filter(mine).exclude(IS_STOPPED).exclude(account_id__in=shut), now)


def waiting_for_quota(now: datetime) -> Delivery | None:
    return _oldest(_waiting_for_quota(), now)


def waiting_for_person(now: datetime) -> Delivery | None:
    """To be posted by hand, on a stopped account, or after something that failed."""
    by_hand = Q(state=DeliveryState.BY_HAND)
    return _oldest(
        Delivery.objects.filter(by_hand | Q(IS_STOPPED | LOST_BEFORE, state=DeliveryState.QUEUED)), now
    )


def without_outcome(now: datetime) -> Delivery | None:
    return _oldest(Delivery.objects.filter(state=DeliveryState.UNKNOWN), now)


def without_result(now: datetime) -> Delivery | None:
    return _oldest(Delivery.objects.filter(state=DeliveryState.ACCEPTED), now)


def unhandled_callback() -> CallbackEvent | None:
    rows = CallbackEvent.objects.filter(handled_at=None).select_related("account")
    return rows.order_by("received_at", "id").first()


def _waiting_for_quota() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=DeliveryState.QUEUED, failure_class=FailureClass.QUOTA).exclude(
        IS_STOPPED
    )


def _oldest(rows: QuerySet[Delivery], now: datetime) -> Delivery | None:
    return rows.filter(due_at__lte=now).select_related("account").order_by("due_at", "id").first()
