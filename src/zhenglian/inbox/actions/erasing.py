"""Takes words, pictures, names and numbers out of rows. Figures stay; whoever calls records why.

What an erased row still says: when, of which class, by which deadline, how it was rated.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.db.models import Q

from zhenglian.channels.door import forget_bodies
from zhenglian.clocks.api import forget_words
from zhenglian.inbox.actions.due_times import SUBJECT_KIND
from zhenglian.inbox.actions.media_files import drop_files
from zhenglian.inbox.enums import Direction, MediaState, ReplyState
from zhenglian.inbox.keepers import erase_elsewhere
from zhenglian.inbox.models import (
    Identity,
    Matter,
    Media,
    Message,
    Person,
    Reply,
    SearchToken,
    Submission,
    TypedText,
)
from zhenglian.inbox.reply_seals import KIND as REPLY_KIND
from zhenglian.inbox.selectors.retention import ERASED
from zhenglian.kernel.clock import Clock
from zhenglian.kernel.ids import hex_id
from zhenglian.reviews import api as reviews

CHUNK = 1000  # messages at a time: a statement takes only so many values
NEVER_LEFT = (ReplyState.DRAFT, ReplyState.RETURNED, ReplyState.WAITING)


def erase_matters(ids: Iterable[int], *, clock: Clock) -> int:
    """The matters with everything that was said and typed in them. Returns how many messages had words."""
    keys, now = list(ids), clock.now()
    replies = Reply.objects.filter(matter__in=keys)
    messages = Message.objects.filter(Q(matter__in=keys) | Q(reply__in=replies))
    erased = erase_messages(list(messages.values_list("pk", flat=True)), clock=clock)
    replies.filter(state__in=NEVER_LEFT).update(state=ReplyState.CANCELLED)
    replies.update(content={}, parts=None)
    reviews.forget_words(REPLY_KIND, replies.values_list("pk", flat=True))  # who may have quoted the writer
    TypedText.objects.filter(matter__in=keys).delete()
    _erase_forms(Submission.objects.filter(matter__in=keys).values_list("pk", flat=True))
    Matter.objects.filter(pk__in=keys).update(summary="", rating_words="", erased_at=now)
    forget_words(SUBJECT_KIND, keys)
    return erased


def erase_messages(ids: Iterable[int], *, clock: Clock) -> int:
    """Steps keep what happened, without the words that went with it. Returns how many had words."""
    rest, erased = iter(ids), 0
    while chunk := list(islice(rest, CHUNK)):
        erased += _erase_chunk(chunk, clock)
    return erased


def _erase_chunk(ids: list[int], clock: Clock) -> int:
    rows = Message.objects.filter(pk__in=ids, erased_at=None)
    keys = list(rows.values_list("pk", flat=True))
    pushes = rows.exclude(push=None).values_list("push", flat=True)
    forget_bodies([key for key in pushes if key is not None], clock=clock)
    SearchToken.objects.filter(message__in=keys).delete()
    erase_media(keys)
    _strip_steps(keys, clock.now())
    Message.objects.filter(pk__in=keys, erased_at=None).update(content={}, erased_at=clock.now())
    return len(keys)


def erase_media(messages: list[int]) -> None:
    """The files go when the transaction is in; kind, size and times stay."""
    media = Media.objects.filter(message__in=messages)
    drop_files(list(media))
    media.update(handle="", digest="", reason="", next_try_at=None, state=MediaState.GONE)


def erase_submissions(ids: Iterable[int]) -> int:
    """Empties the forms of these ids; returns how many."""
    return _erase_forms(ids)


def erase_identity(identity: Identity, *, clock: Clock) -> None:
    """The channel with its conversation: who writes again from there is somebody new to us."""
    matters = Matter.objects.filter(conversation__identity=identity, erased_at=None)
    erase_matters(list(matters.values_list("pk", flat=True)), clock=clock)
    rest = Message.objects.filter(conversation__identity=identity, erased_at=None)
    erase_messages(list(rest.values_list("pk", flat=True)), clock=clock)
    ever = Matter.objects.filter(conversation__identity=identity)
    erase_elsewhere(list(ever.values_list("pk", flat=True)), clock=clock)
    forget_identity(identity, at=clock.now())


def forget_identity(identity: Identity, *, at: datetime) -> None:
    """No handle, and a digest that no handle has; and the persons as whom it was known before a link."""
    before = Person.objects.filter(pk__in=_linked_from(identity.consent))
    before.update(details={}, erased_at=at)
    identity.handle, identity.consent = "", {}
    identity.digest = f"{ERASED}{hex_id()}"
    identity.is_reachable = identity.is_following = False
    identity.save(update_fields=["handle", "consent", "digest", "is_reachable", "is_following"])


def forget_person(person: Person, *, at: datetime) -> None:
    """What the person told of themselves, and the names that they have on every channel."""
    for identity in person.identities.select_for_update(of=("self",)).order_by("pk"):
        forget_identity(identity, at=at)
    Person.objects.filter(pk=person.pk).update(details={}, erased_at=at)


def _linked_from(consent: dict[str, object]) -> set[int]:
    found = set()
    while consent:
        if isinstance(consent.get("from"), int):
            found.add(int(str(consent["from"])))
        before = consent.get("before")
        consent = before if isinstance(before, dict) else {}
    return found


def _strip_steps(keys: list[int], now: datetime) -> None:
    steps = list(Message.objects.filter(pk__in=keys, direction=Direction.STEP))
    for step in steps:
        step.content = {"step": step.content["step"]} if "step" in step.content else {}
        step.erased_at = now
    Message.objects.bulk_update(steps, ["content", "erased_at"], batch_size=200)


def _erase_forms(ids: Iterable[int]) -> int:
    return Submission.objects.filter(pk__in=list(ids)).update(content={}, sender_digest="")
