"""Sensitive replies before the reviewers: sealed over the exact text, decided by who did not write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.inbox import reply_errors as errors
from zhenglian.inbox.actions.changes import note_change
from zhenglian.inbox.actions.decided import decide
from zhenglian.inbox.actions.matters import locked_with_lead
from zhenglian.inbox.enums import UNDER_WAY, MatterState, ReplyState
from zhenglian.inbox.models import Matter, Reply
from zhenglian.inbox.reply_seals import manifest_of, review_subject
from zhenglian.inbox.rules import lead_of
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReturnReason, ReviewState

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

TRAITS: set[str] = set()
MOVED = "moved"
ANSWERABLE = (
    *UNDER_WAY,
    MatterState.ANSWERED,
    MatterState.MERGED,
)  # not what was withdrawn or closed meanwhile


def submit_for_review(reply: Reply, matter: Matter, *, actor: Staff, clock: Clock) -> Reply:
    """Opens a round over the text as it is, with the team that answers. Records `inbox.submit_reply`.

    Raises reviews' AlreadyInReview.
    """
    reply.state, reply.failure = ReplyState.IN_REVIEW, ""
    reply.save(update_fields=["state", "failure"])
    reply.writers.add(actor)
    reviews.open_review(
        review_subject(reply),
        unit=lead_of(matter).unit,
        manifest=manifest_of(reply),
        traits=TRAITS,
        contributors=list(reply.writers.all()),
        actor=actor,
        clock=clock,
    )
    note_change(matter=matter, clock=clock)
    record("inbox.submit_reply", actor=actor, on=matter, detail={"reply": reply.pk}, clock=clock)
    return reply


def review_again(reply: Reply, matter: Matter, *, actor: Staff, clock: Clock) -> None:
    """The words have changed: no approval survives it. With the team that answers, if that is another now."""
    review = open_round(reply)
    if review.unit_id != lead_of(matter).unit_id:
        reviews.supersede(review, because=MOVED, actor=actor, clock=clock)
        submit_for_review(reply, matter, actor=actor, clock=clock)
        return
    reviews.content_changed(
        review_subject(reply),
        manifest=manifest_of(reply),
        contributors=list(reply.writers.all()),
        traits=TRAITS,
        actor=actor,
        clock=clock,
    )


def withdraw_review(reply: Reply, *, actor: Staff, clock: Clock) -> None:
    """The reply is not wanted any more, also when a colleague has submitted it."""
    review = open_round(reply)
    reviews.supersede(review, because="cancelled", actor=actor, clock=clock)


@transaction.atomic
def approve_reply(
    reply: Reply,
    *,
    comment: str = "",
    seen: tuple[int, int] | None = None,
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Reply:
    """The reviewer approves the current level; the last one seals the text and lets it go.

    `seen` are round and level on the reviewer's page. Raises NoAnswerToEnded, NotInReview, ReplyMovedOn,
    TeamChanged (only the team that answers approves), and what `reviews.api.approve` raises: not the writer,
    not twice the same person, the right role.
    """
    matter, reply = _locked(reply)
    if matter.state not in ANSWERABLE:
        raise errors.NoAnswerToEnded
    current = open_round(reply, seen=seen)
    if current.unit_id != lead_of(matter).unit_id:
        raise errors.TeamChanged
    review = reviews.approve(
        current,
        manifest=manifest_of(reply),
        contributors=list(reply.writers.all()),
        comment=comment,
        actor=actor,
        clock=clock,
    )
    if review.state == ReviewState.APPROVED:
        decide(reply, matter, clock=clock)
        detail = {"reply": reply.pk, "answer": reply.is_answer, "way": reply.way}
        record("inbox.send_reply", actor=actor, on=matter, detail=detail, clock=clock)
    note_change(matter=matter, clock=clock)
    return reply


@transaction.atomic
def return_reply(
    reply: Reply,
    *,
    reason: ReturnReason,
    comment: str,
    seen: tuple[int, int] | None = None,
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Reply:
    """Back to its author. Raises NotInReview, ReplyMovedOn, reviews' CommentMissing and NotAllowed."""
    matter, reply = _locked(reply)
    reviews.return_to_editor(
        open_round(reply, seen=seen),
        reason=reason,
        comment=comment,
        contributors=list(reply.writers.all()),
        actor=actor,
        clock=clock,
    )
    reply.state = ReplyState.RETURNED
    reply.save(update_fields=["state"])
    note_change(matter=matter, clock=clock)
    return reply


def open_round(reply: Reply, *, seen: tuple[int, int] | None = None) -> reviews.Review:
    """Raises NotInReview; ReplyMovedOn when it is another round or level than was seen."""
    review = reviews.current_review(review_subject(reply))
    if review is None or review.state != ReviewState.OPEN or reply.state != ReplyState.IN_REVIEW:
        raise errors.NotInReview
    if seen is not None and (review.pk, review.level) != seen:
        raise errors.ReplyMovedOn
    return review


def _locked(reply: Reply) -> tuple[Matter, Reply]:
    matter = locked_with_lead(reply.matter)
    rows = Reply.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.select_related("author").get(pk=reply.pk)
    locked.matter = matter
    return matter, locked
