"""Makes the words of the search anew: after the field key was changed, or the way words are cut."""

from __future__ import annotations

from django.db import transaction

from zhenglian.inbox.actions.messages import index_messages
from zhenglian.inbox.enums import Direction
from zhenglian.inbox.models import Message, SearchToken

BATCH = 500
SEARCHED = (Direction.IN, Direction.OUT, Direction.NOTE)  # what persons wrote


def reindex() -> int:
    """All messages with words, batch by batch, each in its own transaction; returns how many.

    Search goes on meanwhile; erased messages get no words again. What is written during it is indexed by
    whoever writes it.
    """
    last = done = 0
    while True:
        with transaction.atomic():
            rows = Message.objects.filter(pk__gt=last, erased_at=None, direction__in=SEARCHED)
            found = list(rows.order_by("pk")[:BATCH])
            if not found:
                return done
            SearchToken.objects.filter(message__in=found).delete()
            index_messages([message for message in found if "notice" not in message.content])
            last, done = found[-1].pk, done + len(found)
