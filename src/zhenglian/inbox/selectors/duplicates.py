"""Matters that may be about the same thing as this one: of the same person, or in similar words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from zhenglian.inbox.enums import UNDER_WAY, Direction
from zhenglian.inbox.handles import token_digest
from zhenglian.inbox.models import Matter, Message, SearchToken
from zhenglian.inbox.rules import READERS
from zhenglian.inbox.search.words import words_of
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import units_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhenglian.people.api import Staff

SPAN = timedelta(days=7)
ASKED_WORDS = 20  # the longest of the letter: short ones stand in every other letter
LOOKED_AT = 30
OFFERED = 10
ALIKE = 0.4  # shared words among all words of both


def candidates(matter: Matter, *, staff: Staff, clock: Clock = SYSTEM) -> list[Matter]:
    """At most ten under way that the officer may read: same person first, then the most similar words."""
    visible = Matter.objects.filter(
        state__in=UNDER_WAY, unit__in=units_of(staff, READERS, clock=clock)
    ).exclude(pk=matter.pk)
    visible = visible.select_related("conversation__identity__person", "unit", "assignee")
    person = matter.conversation.identity.person_id
    same = list(visible.filter(conversation__identity__person=person).order_by("-received_at")[:OFFERED])
    known = {one.pk for one in same}
    scores = {pk: score for pk, score in _similar(matter) if pk not in known}
    alike = sorted(visible.filter(pk__in=scores), key=lambda one: (-scores[one.pk], one.pk))
    return [*same, *alike][:OFFERED]


def _similar(matter: Matter) -> Iterable[tuple[int, float]]:
    """(matter, likeness) of letters within a week before and after. Found by words, judged by the texts."""
    words = _words([_text(matter.origin)])
    asked = sorted((word for word in words if len(word) > 1), key=len, reverse=True)[:ASKED_WORDS]
    near = Q(
        message__at__gte=matter.received_at - SPAN,
        message__at__lte=matter.received_at + SPAN,
        message__direction=Direction.IN,
        message__matter__isnull=False,
    )
    found = SearchToken.objects.filter(near, token__in=[token_digest(word) for word in asked])
    counted = found.exclude(message__matter=matter.pk).values("message").annotate(shared=Count("pk"))
    likely = counted.filter(shared__gte=max(2, len(asked) // 3)).order_by("-shared", "message")[:LOOKED_AT]
    messages = Message.objects.filter(pk__in=[row["message"] for row in likely])
    for message in messages:
        score = likeness(words, _words([_text(message)]))
        if score >= ALIKE and message.matter_id is not None:
            yield message.matter_id, score


def likeness(one: set[str], other: set[str]) -> float:
    """Shared words among all, 0 to 1; nothing is like nothing."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _words(texts: list[str]) -> set[str]:
    return {word for text in texts for word in words_of(text) if len(word) > 1}


def _text(message: Message | None) -> str:
    return "" if message is None or not message.content else str(message.content.get("text", ""))
