"""Sensitive replies before the reviewers: which wait for whom, and what a reviewer reads of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhenglian.inbox.enums import Direction
from zhenglian.inbox.models import Message, Reply
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.inbox.reply_seals import KIND
from zhenglian.inbox.rules import READERS, can_read, lead_of
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import has_role, units_of
from zhenglian.people.enums import REVIEWERS
from zhenglian.reviews import api as reviews

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

SAID = (Direction.IN, Direction.OUT, Direction.AUTO)
MOST_SAID = 30


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One reply under review; `is_mine`: this person may decide its level now."""

    reply: Reply
    review: reviews.Review
    is_mine: bool

    @property
    def code(self) -> str:
        return spaced(self.reply.matter.code)


def reviews_replies(staff: Staff) -> bool:
    """Holds a reviewer's role anywhere: sees the menu item and the list."""
    return any(has_role(staff, role) for role in REVIEWERS)


def may_read_review(staff: Staff, reply: Reply, *, clock: Clock = SYSTEM) -> bool:
    """Reviewers of the team that answers or above it, and whoever reads the letter anyway."""
    lead = lead_of(reply.matter)
    is_reviewer = any(has_role(staff, role, lead.unit, clock=clock) for role in REVIEWERS)
    return is_reviewer or any(can_read(staff, one.unit, clock=clock) for one in {lead, reply.matter})


def replies_in_review(staff: Staff, *, clock: Clock = SYSTEM) -> list[Reviewed]:
    """What this person may decide first, then the others that they may read; each the most urgent first."""
    mine = {row.pk for row in reviews.open_reviews_for(staff, clock=clock) if row.subject_kind == KIND}
    units = set(units_of(staff, [*REVIEWERS, *READERS], clock=clock).values_list("pk", flat=True))
    rounds = [
        row
        for row in reviews.open_reviews().filter(subject_kind=KIND)
        if row.pk in mine or row.unit_id in units
    ]
    replies = Reply.objects.select_related("matter", "author").in_bulk(
        [int(row.subject_id) for row in rounds]
    )
    found = [
        Reviewed(replies[int(row.subject_id)], row, row.pk in mine)
        for row in rounds
        if int(row.subject_id) in replies
    ]
    return sorted(found, key=lambda each: not each.is_mine)


def said_in(reply: Reply) -> list[Message]:
    """What the citizen and we have said in this matter, oldest first; no private notes."""
    rows = Message.objects.filter(matter=reply.matter_id, direction__in=SAID).order_by("-at", "-pk")
    return list(rows.select_related("author")[:MOST_SAID])[::-1]
