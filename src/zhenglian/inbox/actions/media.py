"""Fetches what citizens sent, once; checks it; keeps it without hidden metadata; hands it to officers."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import transaction
from django.db.models import F, Q

from zhenglian.channels.enums import TalkFailure
from zhenglian.channels.talk import TalkFault, fetch_media
from zhenglian.inbox import errors
from zhenglian.inbox.actions.changes import note_change
from zhenglian.inbox.actions.media_files import drop_files, file_bytes, keep_file
from zhenglian.inbox.actions.notes import can_read_conversation
from zhenglian.inbox.enums import MediaState
from zhenglian.inbox.media_checks import checked
from zhenglian.inbox.media_words import METADATA_KEPT
from zhenglian.inbox.models import Media
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.people.api import Staff

log = structlog.get_logger(__name__)

KEPT_BY_PLATFORM = timedelta(days=3)  # wechat.md 2.1, 4.1
LEASE = timedelta(minutes=5)  # nobody else fetches it meanwhile
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180))
BATCH = 20
Fetch = Callable[["Account", str], bytes]


@dataclass(frozen=True, slots=True)
class StoredMedia:
    """A file in clear, for one answer to an officer's browser."""

    data: bytes = field(repr=False)
    mime: str


def fetched(account: Account, handle: str) -> bytes:
    """The file's bytes from the platform, by the handle that its push gave."""
    return fetch_media(account, handle).data


def fetch_due(*, fetch: Fetch = fetched, clock: Clock = SYSTEM) -> int:
    """Tries whatever is due; returns how many are stored now. Bears company of other workers."""
    is_due = Q(next_try_at__lte=clock.now()) | Q(next_try_at=None)
    due = Media.objects.filter(is_due, state=MediaState.WAITING)
    rows = due.order_by("next_try_at", "pk").select_related("message__conversation__account")[:BATCH]
    return sum(_fetch_one(media, fetch, clock) for media in rows if _leased(media, clock))


def _leased(media: Media, clock: Clock) -> bool:
    """True for one worker alone, by a conditional update."""
    mine = Media.objects.filter(pk=media.pk, state=MediaState.WAITING, next_try_at=media.next_try_at)
    if not mine.update(next_try_at=clock.now() + LEASE, tries=F("tries") + 1):
        return False
    media.tries += 1
    return True


def _fetch_one(media: Media, fetch: Fetch, clock: Clock) -> bool:
    """The platform is asked outside of any transaction."""
    account = media.message.conversation.account
    try:
        data = _brought_along(media) if account is None else fetch(account, media.handle)
        found = checked(media.kind, data)
    except TalkFault as fault:
        _put_off(media, fault, clock)
        return False
    except errors.MediaRefused as refusal:
        _end(media, MediaState.REFUSED, refusal.reason, clock)
        return False
    keep_file(media, found.data, found.mime)
    _end(media, MediaState.STORED, "" if found.is_clean else METADATA_KEPT, clock)
    return True


def _brought_along(media: Media) -> bytes:
    """From the website's form: the file itself stands in the encrypted column until it is checked."""
    try:
        return base64.b64decode(media.handle, validate=True)
    except (binascii.Error, ValueError, TypeError) as reason:
        raise errors.MediaRefused("unreadable") from reason


def _put_off(media: Media, fault: TalkFault, clock: Clock) -> None:
    """Again later while the platform may still have it: with pauses that grow, three days at most."""
    is_too_large = fault.reason == "media_too_large"
    if is_too_large or fault.kind == TalkFailure.PERMANENT:
        _end(
            media,
            MediaState.REFUSED if is_too_large else MediaState.GONE,
            "too_large" if is_too_large else "gone",
            clock,
        )
        return
    now = clock.now()
    pause = PAUSES[min(media.tries, len(PAUSES)) - 1]
    again = now + max(pause, fault.wait or timedelta(0))
    if again >= media.message.at + KEPT_BY_PLATFORM:
        _end(media, MediaState.GONE, "gone", clock)
        return
    log.info("inbox.media_put_off", media=media.pk, kind=str(fault.kind), code=fault.code)
    Media.objects.filter(pk=media.pk, state=MediaState.WAITING).update(next_try_at=again, reason="waiting")


@transaction.atomic
def _end(media: Media, state: MediaState, reason: str, clock: Clock) -> None:
    """A row that was erased meanwhile stays erased, and what was fetched for it goes again."""
    now: datetime = clock.now()
    waiting = Media.objects.filter(pk=media.pk, state=MediaState.WAITING)
    is_ours = waiting.update(
        state=state,
        reason=reason,
        digest=media.digest,
        mime=media.mime,
        size=media.size,
        handle="",
        next_try_at=None,
        fetched_at=now if state == MediaState.STORED else None,
    )
    if not is_ours:
        drop_files([media])
        return
    note_change(matter=media.message.matter, conversation=media.message.conversation, clock=clock)


def read_media(media: Media, *, actor: Staff, clock: Clock = SYSTEM) -> StoredMedia:
    """For whoever may read the conversation. Raises MayNotRead, MediaNotStored."""
    if not can_read_conversation(actor, media.message.conversation, clock=clock):
        raise errors.MayNotRead
    return StoredMedia(file_bytes(media), media.mime)
