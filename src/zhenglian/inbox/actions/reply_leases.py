"""Who sends a reply: a lease with a fencing number. Whoever lost it can no longer write (as in ADR 5)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from zhenglian.accounts.enums import AccountState
from zhenglian.inbox.enums import AnswerWay, ReplyState
from zhenglian.inbox.models import Conversation, Reply
from zhenglian.inbox.reply_errors import LeaseLost
from zhenglian.kernel.clock import Clock

LEASE = timedelta(minutes=4)  # longer than a call with the renewal of a token takes at worst
AHEAD = (ReplyState.QUEUED, ReplyState.SENDING, ReplyState.WAITING, ReplyState.UNKNOWN)
COMING_ALONG = (
    "author",
    "matter__conversation__account",
    "matter__conversation__identity__person",
)


def ready(now: datetime) -> QuerySet[Reply]:
    """Due replies that no earlier one of the same conversation and way stands before, oldest first.

    A notice whose outcome is unknown holds nobody up: it is never sent again.
    """
    earlier = Q(decided_at__lt=OuterRef("decided_at")) | Q(
        decided_at=OuterRef("decided_at"), pk__lt=OuterRef("pk")
    )
    ahead = Reply.objects.filter(
        earlier,
        matter__conversation=OuterRef("matter__conversation"),
        way=OuterRef("way"),
        state__in=AHEAD,
    ).exclude(state=ReplyState.UNKNOWN, author=None)
    reachable = Q(way=AnswerWay.MAIL) | Q(matter__conversation__account__state=AccountState.ACTIVE)
    rows = Reply.objects.filter(reachable, ~Exists(ahead), state=ReplyState.QUEUED, next_attempt_at__lte=now)
    return rows.order_by("decided_at", "pk")


@transaction.atomic
def lease_to_send(reply_id: int, *, clock: Clock) -> Reply | None:
    """The row, now SENDING and ours; None when it is not its turn or somebody was faster.

    The conversation's row is locked first, so that no two messages to one person start at the same moment.
    """
    place = Reply.objects.filter(pk=reply_id).values_list("matter__conversation_id", flat=True)
    Conversation.objects.select_for_update(no_key=True).filter(pk__in=list(place)).first()
    rows = ready(clock.now()).filter(pk=reply_id).select_for_update(of=("self",), no_key=True)
    row = rows.select_related(*COMING_ALONG).first()
    if row is None:
        return None
    row.state, row.attempts = ReplyState.SENDING, row.attempts + 1
    return _leased(row, clock)


@transaction.atomic
def lease_to_look(reply_id: int, *, clock: Clock) -> Reply | None:
    """A row without a known outcome, ours to look after; its state stays."""
    now = clock.now()
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    rows = Reply.objects.filter(free, pk=reply_id, state=ReplyState.UNKNOWN, next_attempt_at__lte=now)
    row = rows.select_for_update(of=("self",), no_key=True).select_related(*COMING_ALONG).first()
    return None if row is None else _leased(row, clock)


def _leased(row: Reply, clock: Clock) -> Reply:
    row.lease += 1
    row.lease_until = clock.now() + LEASE
    row.save(update_fields=["state", "attempts", "lease", "lease_until"])
    return row


@contextmanager
def under_lease(reply: Reply) -> Iterator[None]:
    """A transaction in which the row is certainly still ours. Raises LeaseLost."""
    with transaction.atomic():
        Conversation.objects.select_for_update(no_key=True).get(pk=reply.matter.conversation_id)
        mine = Reply.objects.filter(pk=reply.pk, lease=reply.lease)
        if not mine.select_for_update(no_key=True).exists():
            raise LeaseLost
        yield


def save_held(reply: Reply, *fields: str) -> None:
    """Writes these columns and gives the lease back; call inside `under_lease`."""
    reply.lease_until = None
    reply.save(update_fields=["state", "next_attempt_at", "in_flight_at", "lease_until", *fields])


def reclaim_leases(*, clock: Clock) -> int:
    """Takes back rows whose worker fell silent; returns how many.

    What may have left becomes UNKNOWN and is never sent again unseen; the rest goes on where it stopped.
    """
    now = clock.now()
    silent = Reply.objects.filter(state=ReplyState.SENDING, lease_until__lte=now)
    common = {"lease": F("lease") + 1, "lease_until": None, "next_attempt_at": now}
    in_air = silent.filter(in_flight_at__isnull=False)
    count = in_air.update(state=ReplyState.UNKNOWN, failure="unknown", looks=0, **common)
    return count + silent.filter(in_flight_at=None).update(
        state=ReplyState.QUEUED, failure="worker_died", **common
    )
