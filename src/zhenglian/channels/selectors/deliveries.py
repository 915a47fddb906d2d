"""Deliveries by reference, by state, by time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q

from zhenglian.accounts.enums import AccountState
from zhenglian.channels.enums import WORKING_STATES, DeliveryKind, DeliveryState
from zhenglian.channels.models import Delivery
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock

if TYPE_CHECKING:
    from django.db.models import QuerySet


KNOWN_ENDS = (
    DeliveryState.PUBLISHED,
    DeliveryState.WITHDRAWN,
    DeliveryState.CANCELLED,
    DeliveryState.REFUSED,
)


def deliveries_of(reference: str) -> QuerySet[Delivery]:
    """One reference's rows with their accounts, the website first."""
    return deliveries_of_many([reference])


def deliveries_of_many(references: Iterable[str]) -> QuerySet[Delivery]:
    """Rows of several references with their accounts, in the order in which each reference's were queued."""
    rows = Delivery.objects.filter(reference__in=list(references))
    return rows.select_related("account", "after", "undoes").order_by("reference", "created_at", "id")


def board(*, state: str = "", account_id: int | None = None) -> QuerySet[Delivery]:
    """The ledger with all that the board shows of a row, latest promise first."""
    rows = Delivery.objects.select_related("account__unit", "after__account", "payload", "undoes")
    rows = rows.defer("payload__body")
    if state:
        rows = rows.filter(state=state)
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    is_blocked = Exists(_ahead(OuterRef("account_id"), OuterRef("pk"), OuterRef("due_at")))
    rows = rows.annotate(is_blocked=is_blocked).prefetch_related("attempt_log")
    return rows.order_by("-due_at", "-id")


def due_today(day: date) -> QuerySet[Delivery]:
    """Everything promised for that day in Beijing, sent or not, in the order of going out."""
    start = datetime.combine(day, time.min, tzinfo=BEIJING)
    rows = Delivery.objects.filter(due_at__gte=start, due_at__lt=start + timedelta(days=1))
    return rows.exclude(state=DeliveryState.CANCELLED).select_related("account").order_by("due_at", "id")


@dataclass(frozen=True, slots=True)
class OldestUnsent:
    """`age` since it was due; what a health check looks at."""

    delivery: Delivery
    age: timedelta


def oldest_unsent(*, clock: Clock = SYSTEM) -> OldestUnsent | None:
    """The longest overdue row that nobody has settled; None when nothing is overdue."""
    now = clock.now()
    rows = Delivery.objects.filter(state__in=WORKING_STATES, due_at__lte=now).select_related("account")
    row = rows.order_by("due_at", "id").first()
    return None if row is None else OldestUnsent(row, now - row.due_at)


def counts_by_state() -> dict[str, int]:
    rows = Delivery.objects.values("state").annotate(count=Count("id"))
    return {row["state"]: row["count"] for row in rows}


def ahead_of(delivery: Delivery) -> QuerySet[Delivery]:
    """Rows of the same account that must be settled before this one may start.

    Whatever is under way or unclear blocks all; a waiting row blocks those that come after it, unless it
    waits for another account itself.
    """
    return _ahead(delivery.account_id, delivery.pk, delivery.due_at).order_by("due_at", "id")


def is_open_to_followers(prefix: str = "after__") -> Q:
    """What this row waits for is through: published, or, where it was a withdrawal, withdrawn."""
    published = {f"{prefix}kind": DeliveryKind.PUBLISH, f"{prefix}state": DeliveryState.PUBLISHED}
    withdrawn = {f"{prefix}kind": DeliveryKind.WITHDRAW, f"{prefix}state": DeliveryState.WITHDRAWN}
    return Q(**published) | Q(**withdrawn)


def _has_started_before() -> Q:
    """A withdrawal waits until the outcome of what it takes back is known."""
    return Q(undoes=None) | Q(undoes__state__in=KNOWN_ENDS)


def _is_free() -> Q:
    return (Q(after=None) | is_open_to_followers()) & _has_started_before()


def _ahead(account_id: Any, pk: Any, due_at: Any) -> QuerySet[Delivery]:  # Any: values or OuterRefs
    earlier = Q(due_at__lt=due_at) | Q(due_at=due_at, id__lt=pk)
    waiting = Q(state=DeliveryState.QUEUED) & _is_free()
    under_way = Q(state__in=(DeliveryState.SENDING, DeliveryState.UNKNOWN))
    rows = Delivery.objects.filter(account_id=account_id).exclude(pk=pk)
    return rows.filter(under_way | (waiting & earlier))


def free_deliveries() -> QuerySet[Delivery]:
    """Queued rows that wait for nothing but their time and their account."""
    return Delivery.objects.filter(_is_free(), state=DeliveryState.QUEUED)


def ready_deliveries(now: datetime) -> QuerySet[Delivery]:
    """Rows that may start now, oldest promise first; `ahead_of` is asked again under the lock."""
    return (
        free_deliveries()
        .filter(
            due_at__lte=now,
            next_attempt_at__lte=now,
            account__state=AccountState.ACTIVE,
        )
        .order_by("due_at", "id")
    )
