"""What one matter's page shows beside it: the conversation, the citizen's other matters, who types."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from zhenglian.inbox.enums import MatterState
from zhenglian.inbox.models import Matter, Message, Reply, TypedText
from zhenglian.inbox.selectors.desk_queues import TYPING_SHOWN, visible_matters

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

SHOWN = 200  # messages; older ones on demand
MOST = 2000
OTHERS = 20


def messages_of(matter: Matter, *, most: int = SHOWN) -> tuple[list[Message], bool]:
    """The conversation's last messages, oldest first, and whether there are older ones. Two queries."""
    rows = (
        Message.objects.filter(conversation=matter.conversation_id)
        .select_related("author", "reply")
        .prefetch_related("media")
        .order_by("-at", "-pk")[: most + 1]
    )
    found = list(rows)
    return found[:most][::-1], len(found) > most


def other_matters(matter: Matter, *, staff: Staff) -> list[Matter]:
    """Of the same person on all linked channels, newest first; only those that the officer may read."""
    person = matter.conversation.identity.person_id
    return list(
        visible_matters(staff)
        .filter(conversation__identity__person=person)
        .exclude(pk=matter.pk)
        .select_related("conversation__account", "unit", "assignee")
        .order_by("-received_at")[:OTHERS]
    )


def merged_into_this(matter: Matter) -> list[Matter]:
    """With their citizens and units, in the order in which they were opened."""
    return list(matter.merged_matters.select_related("conversation__identity__person", "unit").order_by("pk"))


def replies_seen_to(matter: Matter) -> QuerySet[Reply]:
    """To the matter and to what was merged into it: whoever holds it sees to all of them on its page."""
    is_part = Q(matter__merged_into=matter, matter__state=MatterState.MERGED)
    return (
        Reply.objects.filter(Q(matter=matter) | is_part).select_related("matter__merged_into").order_by("pk")
    )


def unsent_replies(matter: Matter) -> list[Reply]:
    """Drafts and returned ones that stand in no conversation yet."""
    return list(replies_seen_to(matter).filter(message=None).select_related("author"))


def typed_by(matter: Matter, *, staff: Staff, now: datetime) -> tuple[str, list[str]]:
    """(what this officer has typed and not sent, names of colleagues who type now)."""
    rows = TypedText.objects.filter(Q(staff=staff) | Q(typed_at__gt=now - TYPING_SHOWN), matter=matter)
    mine, others = "", []
    for row in rows.select_related("staff"):
        if row.staff_id == staff.pk:
            mine = row.text or ""
        else:
            others.append(str(row.staff))
    return mine, others
