"""The citizen sees that an answer is being typed: best effort, never an error for anybody.

WeChat shows it for 15 seconds, only within 30 seconds of the person's own message, and takes no message off
the window for it (wechat.md 4.5). What is typed is kept by `notes.keep_typed`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db.models import F, Q, QuerySet

from zhenglian.accounts.enums import AccountState
from zhenglian.channels import talk
from zhenglian.channels.enums import TalkFailure
from zhenglian.inbox.enums import UNDER_WAY, MatterState, Source
from zhenglian.inbox.models import Conversation
from zhenglian.kernel.clock import SYSTEM, Clock

HEARD_WITHIN = timedelta(seconds=30)
TYPED_WITHIN = timedelta(seconds=5)
AGAIN_AFTER = timedelta(seconds=10)
REST = timedelta(minutes=10)  # for an account that must be mended, or whose quota is used up
MOST_AT_ONCE = 20
OF_THIS_MOMENT = ("45080", "45081")  # the person wrote too long ago; it is being shown

log = structlog.get_logger(__name__)


class Shown:
    """What is not to be shown again until when, in the memory of one worker; another one does no harm."""

    def __init__(self) -> None:
        self._until: dict[tuple[str, int], datetime] = {}

    def is_due(self, kind: str, pk: int, *, now: datetime) -> bool:
        return self._until.get((kind, pk), now) <= now

    def rest(self, kind: str, pk: int, *, until: datetime, now: datetime) -> None:
        self._until = {key: end for key, end in self._until.items() if end > now}
        self._until[kind, pk] = until


def show_typing(*, shown: Shown, http: talk.Http | None = None, clock: Clock = SYSTEM) -> int:
    """Where the holder of a matter types just now; returns how often the platform was told."""
    now, told = clock.now(), 0
    for conversation in typed_in(now)[:MOST_AT_ONCE]:
        account = conversation.account
        is_due = shown.is_due("conversation", conversation.pk, now=now)
        if account is None or not is_due or not shown.is_due("account", account.pk, now=now):
            continue
        shown.rest("conversation", conversation.pk, until=now + AGAIN_AFTER, now=now)
        try:
            talk.show_typing(account, str(conversation.identity.handle), on=True, http=http, clock=clock)
        except talk.TalkFault as fault:
            log.info("typing_not_shown", account=account.pk, kind=str(fault.kind), code=fault.code)
            if fault.code not in OF_THIS_MOMENT and fault.kind != TalkFailure.UNREACHABLE_PERSON:
                shown.rest("account", account.pk, until=now + REST, now=now)
        else:
            told += 1
    return told


def typed_in(now: datetime) -> QuerySet[Conversation]:
    """Where the platform shows it and lets us answer: WeChat, just heard of, window open."""
    has_room = Q(window_left=None) | Q(window_left__gt=0)
    held = Q(
        matters__state__in=(*UNDER_WAY, MatterState.ANSWERED),
        matters__typed__typed_at__gt=now - TYPED_WITHIN,
        matters__typed__staff=F("matters__assignee"),
    )
    found = Conversation.objects.filter(
        has_room,
        held,
        source=Source.WECHAT,
        account__state=AccountState.ACTIVE,
        identity__is_reachable=True,
        last_inbound_at__gt=now - HEARD_WITHIN,
        window_until__gt=now,
    )
    return found.select_related("account", "identity").distinct().order_by("pk")
