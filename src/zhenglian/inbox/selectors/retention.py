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
from zhenglian.inbox.keepers import KEEPERS, Age, held_elsewhere
from zhenglian.inbox.models import (
    Conversation,
    Identity,
    Matter,
    Message,
    Person,
    Reply,
    Submission,
    TypedText,
)
from zhenglian.inbox.retention_policy import Kept, RetentionPolicy, Rule
from zhenglian.kernel.digests import canonical_json, sha256_hex

ERASED = "erased:"  # before the digest of an identity that nobody can find again
NOTHING = Q(pk__in=[])
Old = tuple[QuerySet[Any], Q]  # Any: whatever model
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
    """What this rule lets go now, and how much it would but must hold back."""
    before = _before(rule, now)
    if rule.key == Kept.MATTERS:
        return _due_matters(rule, now)
    if rule.key == Kept.PUSHES:
        return Due(rule, remembered_pushes(before=before))
    if rule.key == Kept.CASES:
        return Due(rule, *_due_elsewhere(rule, now))
    old, kept = OLD[rule.key](before)
    return Due(rule, _keys(old.exclude(kept)), old.filter(kept).count())


def still_due(rule: Rule, ids: list[int], *, now: datetime) -> list[int]:
    """Those of `ids` that are due now; asked again once nothing can come under way any more."""
    if rule.key == Kept.PUSHES:
        return ids  # one that was handled stays so
    if rule.key == Kept.MATTERS:
        return _keys(_free_matters(rule, now).filter(pk__in=ids))
    if rule.key == Kept.CASES:
        return _due_elsewhere(rule, now, ids)[0]
    old, kept = OLD[rule.key](_before(rule, now))
    return _keys(old.filter(pk__in=ids).exclude(kept))


def places_of(rule: Rule, ids: list[int]) -> list[QuerySet[Conversation]]:
    """The conversations whose lock keeps these rows as they are, in the order in which they are locked.

    Whatever puts a matter under way locks its conversation first, that of a merged one after its lead's.
    """
    found = Conversation.objects.order_by("pk")
    if rule.key == Kept.MATTERS:
        of_leads = found.filter(matters__merged_matters__in=ids)
        return [of_leads, found.filter(matters__in=ids)]
    if rule.key == Kept.ASKED:
        return [found.filter(identity__in=ids)]
    if rule.key == Kept.TALK:
        return [found.filter(messages__in=ids)]
    if rule.key == Kept.PERSONS:
        return [found.filter(identity__person__in=ids)]
    return []


def _due_elsewhere(rule: Rule, now: datetime, among: list[int] | None = None) -> tuple[list[int], int]:
    """Nothing where no app keeps such things."""
    keeper = KEEPERS.get(rule.key)
    return keeper.due(Age(now, rule.keep_days, rule.by_class), among) if keeper else ([], 0)


def _before(rule: Rule, now: datetime) -> datetime:
    return now - timedelta(days=rule.keep_days)


def held() -> Q:
    """Matters that must stay: under way, followed up, with a reply on its way, merged into such a one,
    or under way elsewhere as what was made of them.
    """
    on_its_way = Reply.objects.filter(matter=OuterRef("pk"), state__in=ON_THEIR_WAY)
    open_now = Q(state__in=UNDER_WAY) | ~Q(followed_up_at=None)
    into_open = Q(merged_into__state__in=UNDER_WAY) | ~Q(merged_into__followed_up_at=None)
    merged = Q(state=MatterState.MERGED) & into_open
    return open_now | Q(Exists(on_its_way)) | merged | held_elsewhere()


def held_matters() -> QuerySet[Matter]:
    """See `held`."""
    return Matter.objects.filter(held())


def _due_matters(rule: Rule, now: datetime) -> Due:
    free = _free_matters(rule, now)
    messages = Message.objects.filter(
        matter__in=free.values("pk"), erased_at=None
    )  # no list: there may be many
    details = {"messages": messages.count(), "media": messages.filter(media__isnull=False).count()}
    return Due(rule, _keys(free), _old_matters(rule, now).filter(held()).count(), details)


def _free_matters(rule: Rule, now: datetime) -> QuerySet[Matter]:
    return _old_matters(rule, now).exclude(pk__in=held_matters().values("pk"))


def _old_matters(rule: Rule, now: datetime) -> QuerySet[Matter]:
    ended = Coalesce("closed_at", "answered_at", "last_message_at")
    aged = Matter.objects.filter(erased_at=None).annotate(quiet_since=Greatest(ended, "last_message_at"))
    old = Q(quiet_since__lt=_before(rule, now)) & ~Q(class_key__in=rule.by_class)
    for class_key, days in rule.by_class.items():
        old |= Q(class_key=class_key, quiet_since__lt=now - timedelta(days=days))
    return aged.filter(old)


def _asked(before: datetime) -> Old:
    """Identities whose owner took the consent back at the platform."""
    asked = Identity.objects.filter(erasure_asked_at__lte=before).exclude(digest__startswith=ERASED)
    return asked, Q(Exists(Matter.objects.filter(held(), conversation__identity=OuterRef("pk"))))


def _talk(before: datetime) -> Old:
    """Of a conversation with a matter under way nothing is taken: it may explain what the matter is about."""
    old = Message.objects.filter(matter=None, erased_at=None, at__lt=before)
    return old, Q(Exists(Matter.objects.filter(held(), conversation=OuterRef("conversation"))))


def _submissions(before: datetime) -> Old:
    """Handled ones: their words stand in the matter. `sender_digest` is empty once they are erased."""
    old = Submission.objects.filter(received_at__lt=before).exclude(sender_digest="")
    return old, Q(handled_at=None)


def _bare_persons(before: datetime) -> QuerySet[Person]:
    """Nothing that they wrote is kept any more, and nothing was heard of them since."""
    matters = Matter.objects.filter(conversation__identity__person=OuterRef("pk"), erased_at=None)
    messages = Message.objects.filter(conversation__identity__person=OuterRef("pk"), erased_at=None)
    recent = Identity.objects.filter(person=OuterRef("pk"), conversation__last_message_at__gte=before)
    channels = Identity.objects.filter(person=OuterRef("pk"))  # without any: linked, and kept with the other
    bare = Person.objects.filter(Exists(channels), erased_at=None, created_at__lt=before)
    return bare.exclude(Exists(matters)).exclude(Exists(messages)).exclude(Exists(recent))


def _keys(rows: QuerySet[Any]) -> list[int]:  # Any: whatever model
    return list(rows.order_by("pk").values_list("pk", flat=True))


# What is old enough, and which of it is kept all the same.
OLD: dict[Kept, Callable[[datetime], Old]] = {
    Kept.ASKED: _asked,
    Kept.TALK: _talk,
    Kept.SUBMISSIONS: _submissions,
    Kept.TYPED: lambda before: (TypedText.objects.filter(typed_at__lt=before), NOTHING),
    Kept.PERSONS: lambda before: (_bare_persons(before), NOTHING),
}
