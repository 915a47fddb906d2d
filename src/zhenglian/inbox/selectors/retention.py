"""What the retention policy would erase now, class by class. What a matter under way needs is never in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from zhenglian.channels.door import remembered_pushes
from zhenglian.inbox.enums import UNDER_WAY, MatterState, ReplyState
from zhenglian.inbox.models import Identity, Matter, Message, Person, Reply, Submission, TypedText
from zhenglian.inbox.retention_policy import Kept, RetentionPolicy, Rule
from zhenglian.kernel.digests import canonical_json, sha256_hex

ERASED = "erased:"  # before the digest of an identity that nobody can find again
ON_THEIR_WAY = (ReplyState.IN_REVIEW, ReplyState.QUEUED, ReplyState.SENDING, ReplyState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Due:
    """`ids` of what is old enough and free; `held`: as old, but kept for a matter under way."""

    rule: Rule
    ids: list[int]
    held: int = 0
    details: dict[str, int] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return digest_of(self.ids)


def digest_of(ids: list[int]) -> str:
    """Of the sorted ids: says which rows were meant without naming what was in them."""
    return sha256_hex(canonical_json(sorted(ids)))


def due_by_class(policy: RetentionPolicy, *, now: datetime) -> list[Due]:
    """In the order of erasing."""
    return [due_of(rule, now=now) for rule in policy.rules]


def due_of(rule: Rule, *, now: datetime) -> Due:
    before = now - timedelta(days=rule.keep_days)
    return _due_matters(rule, now) if rule.key == Kept.MATTERS else DUE[rule.key](rule, before)


def held() -> Q:
    """Matters that must stay: under way, followed up, with a reply on its way, or merged into such a one."""
    on_its_way = Reply.objects.filter(matter=OuterRef("pk"), state__in=ON_THEIR_WAY)
    open_now = Q(state__in=UNDER_WAY) | ~Q(followed_up_at=None)
    into_open = Q(merged_into__state__in=UNDER_WAY) | ~Q(merged_into__followed_up_at=None)
    return open_now | Q(Exists(on_its_way)) | (Q(state=MatterState.MERGED) & into_open)


def held_matters() -> QuerySet[Matter]:
    return Matter.objects.filter(held())


def _due_matters(rule: Rule, now: datetime) -> Due:
    ended = Coalesce("closed_at", "answered_at", "last_message_at")
    aged = Matter.objects.filter(erased_at=None).annotate(quiet_since=Greatest(ended, "last_message_at"))
    old = Q(quiet_since__lt=now - timedelta(days=rule.keep_days)) & ~Q(class_key__in=rule.by_class)
    for class_key, days in rule.by_class.items():
        old |= Q(class_key=class_key, quiet_since__lt=now - timedelta(days=days))
    free = aged.filter(old).exclude(pk__in=held_matters().values("pk"))
    messages = Message.objects.filter(
        matter__in=free.values("pk"), erased_at=None
    )  # no list: there may be many
    details = {"messages": messages.count(), "media": messages.filter(media__isnull=False).count()}
    return Due(rule, _keys(free), aged.filter(old, held()).count(), details)


def _due_asked(rule: Rule, before: datetime) -> Due:
    """Identities whose owner took the consent back at the platform."""
    asked = Identity.objects.filter(erasure_asked_at__lte=before).exclude(digest__startswith=ERASED)
    kept = Matter.objects.filter(held(), conversation__identity=OuterRef("pk"))
    return Due(rule, _keys(asked.exclude(Exists(kept))), asked.filter(Exists(kept)).count())


def _due_talk(rule: Rule, before: datetime) -> Due:
    """Of a conversation with a matter under way nothing is taken: it may explain what the matter is about."""
    old = Message.objects.filter(matter=None, erased_at=None, at__lt=before)
    kept = Matter.objects.filter(held(), conversation=OuterRef("conversation"))
    return Due(rule, _keys(old.exclude(Exists(kept))), old.filter(Exists(kept)).count())


def _due_submissions(rule: Rule, before: datetime) -> Due:
    """Handled ones: their words stand in the matter. `sender_digest` is empty once they are erased."""
    old = Submission.objects.filter(received_at__lt=before).exclude(sender_digest="")
    return Due(rule, _keys(old.exclude(handled_at=None)), old.filter(handled_at=None).count())


def _bare_persons(before: datetime) -> QuerySet[Person]:
    """Nothing that they wrote is kept any more, and nothing was heard of them since."""
    matters = Matter.objects.filter(conversation__identity__person=OuterRef("pk"), erased_at=None)
    messages = Message.objects.filter(conversation__identity__person=OuterRef("pk"), erased_at=None)
    recent = Identity.objects.filter(person=OuterRef("pk"), conversation__last_message_at__gte=before)
    channels = Identity.objects.filter(person=OuterRef("pk"))  # without any: linked, and kept with the other
    bare = Person.objects.filter(Exists(channels), erased_at=None, created_at__lt=before)
    return bare.exclude(Exists(matters)).exclude(Exists(messages)).exclude(Exists(recent))


def _due_pushes(rule: Rule, before: datetime) -> Due:
    return Due(rule, remembered_pushes(before=before))


def _due_typed(rule: Rule, before: datetime) -> Due:
    return Due(rule, _keys(TypedText.objects.filter(typed_at__lt=before)))


def _due_persons(rule: Rule, before: datetime) -> Due:
    return Due(rule, _keys(_bare_persons(before)))


def _keys(rows: QuerySet[Any]) -> list[int]:  # Any: whatever model
    return list(rows.order_by("pk").values_list("pk", flat=True))


DUE: dict[Kept, Callable[[Rule, datetime], Due]] = {
    Kept.ASKED: _due_asked,
    Kept.TALK: _due_talk,
    Kept.PUSHES: _due_pushes,
    Kept.SUBMISSIONS: _due_submissions,
    Kept.TYPED: _due_typed,
    Kept.PERSONS: _due_persons,
}
