"""When a letter goes to another team, the review of its reply ends and the reply comes back to be submitted.

Nobody of the old team may let it go any more, and nobody of the new one has been asked (see `review_reply`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from zhenglian.audit.api import record
from zhenglian.inbox.actions.messages import add_step
from zhenglian.inbox.enums import MatterState, ReplyState
from zhenglian.inbox.models import Matter, Reply
from zhenglian.inbox.reply_seals import review_subject
from zhenglian.inbox.rules import lead_of
from zhenglian.kernel.clock import Clock
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReviewState

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def return_moved(matter: Matter, *, actor: Staff | None, clock: Clock) -> None:
    """After `matter` changed its team, or its place among merged ones; with what was merged into it.

    Inside the caller's transaction, with `matter` (of a merged one: its lead) locked. The writer reads the
    reason (`reply_words`). Records `inbox.return_moved` for each reply.
    """
    is_part = Q(matter__merged_into=matter, matter__state=MatterState.MERGED)
    rows = Reply.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    found = rows.filter(Q(matter=matter) | is_part, state=ReplyState.IN_REVIEW)
    unit = lead_of(matter).unit_id
    for reply in list(found.select_related("matter__conversation")):
        review = reviews.current_review(review_subject(reply))
        if review is None or review.state != ReviewState.OPEN or review.unit_id == unit:
            continue
        reply.state, reply.failure = ReplyState.RETURNED, "moved"
        reply.save(update_fields=["state", "failure"])
        add_step(reply.matter, "review_moved", actor=actor, clock=clock)
        reviews.supersede(review, because="moved", actor=actor, clock=clock)
        detail = {"reply": reply.pk, "review": review.pk, "unit_before": review.unit_id, "unit": unit}
        record("inbox.return_moved", actor=actor, on=reply.matter, detail=detail, clock=clock)
