"""What the holder of a receipt code may see: where the letter stands, until when, why, and the answers.

Nobody's name stands here, and no other letter's code but those that were split off from this one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch
from django.urls import reverse

from zhenglian.clocks import api as clocks
from zhenglian.inbox.enums import UNDER_WAY, AnswerWay, Direction, MatterState, MessageKind, ReplyState
from zhenglian.inbox.letter_errors import LetterNotFound
from zhenglian.inbox.letter_words import KINDS, NEXT, STATES, step_for_citizen
from zhenglian.inbox.models import Matter, Message, Reply
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.kernel.clock import SYSTEM, Clock

SUBJECT_KIND = "inbox.matter"
FOLLOW_UP = timedelta(days=7)  # after the answer: what is written then belongs to the letter
OVER = (MatterState.ANSWERED, MatterState.CLOSED)


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of the course: by the citizen, by the office (an answer or a word), or a step."""

    at: datetime
    who: str  # you, we, step
    text: str
    is_answer: bool = False
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """Facts for the page. Due: the first moment that is too late; None while nothing is owed."""

    code: str
    spaced_code: str
    kind: str
    state: str
    state_words: str
    next_words: str
    office: str
    received_at: datetime
    is_owed: bool
    due_at: datetime | None
    is_late: bool
    waiting_for: str
    extended_because: str
    course: tuple[Said, ...]
    answers: tuple[Said, ...]
    parts: tuple[str, ...]
    can_add: bool
    can_withdraw: bool
    can_rate: bool
    can_reopen: bool
    answer_rating: int | None
    outcome_rating: int | None
    is_erased: bool


def receipt_of(code: str, *, clock: Clock = SYSTEM) -> Receipt:
    """`code` in its one spelling. Raises LetterNotFound."""
    matter = matter_by_code(code)
    now = clock.now()
    run = _counting_run(matter)
    course = course_of(matter)
    is_owed = run is not None and run.finished_at is None
    waiting = bool(run and run.paused_since) or matter.state == MatterState.WAITING
    return Receipt(
        code=matter.code,
        spaced_code=spaced(matter.code),
        kind=_kind(matter),
        state=matter.state,
        state_words=str(STATES[matter.state]),
        next_words=str(NEXT[matter.state]),
        office=matter.unit.name,
        received_at=matter.received_at,
        is_owed=is_owed and not waiting,
        due_at=run.answer_due_at if run else None,
        is_late=bool(run and run.is_overdue(now)),
        waiting_for=_last_reason(matter, "waiting") if waiting else "",
        extended_because=str((run.extended_reason if run else "") or ""),
        course=course,
        answers=tuple(entry for entry in course if entry.is_answer),
        parts=tuple(spaced(part.code) for part in matter.split_matters.all()),
        can_add=can_add(matter, now=now),
        can_withdraw=can_withdraw(matter),
        can_rate=can_rate(matter),
        can_reopen=can_reopen(matter),
        answer_rating=matter.answer_rating,
        outcome_rating=matter.outcome_rating,
        is_erased=matter.erased_at is not None,
    )


def address_of_code(code: str) -> str:
    """Of the page behind a code in its one spelling; "" for nobody's."""
    return reverse("letters:receipt", args=[code]) if Matter.objects.filter(code=code).exists() else ""


def matter_by_code(code: str) -> Matter:
    """Raises LetterNotFound."""
    rows = Matter.objects.select_related("unit", "conversation", "merged_into")
    found = rows.prefetch_related("split_matters").filter(code=code).first()
    if found is None:
        raise LetterNotFound
    return found


def course_of(matter: Matter) -> tuple[Said, ...]:
    """Oldest first: what the citizen wrote, what we answered and decided to say, and steps for them."""
    said = Message.objects.filter(
        matter=matter, direction__in=(Direction.IN, Direction.STEP), erased_at=None
    ).prefetch_related(Prefetch("media", to_attr="files"))
    entries = [entry for message in said.order_by("pk") if (entry := _said(message))]
    replies = Reply.objects.filter(matter=matter).exclude(decided_at=None)
    entries += [_answer(reply) for reply in replies.order_by("pk") if is_shown(reply)]
    return tuple(sorted(entries, key=lambda entry: entry.at))


def is_shown(reply: Reply) -> bool:
    """Decided, by a person, not taken back; a call only once it was made."""
    if reply.is_notice or reply.decided_at is None or reply.state == ReplyState.CANCELLED:
        return False
    return reply.way != AnswerWay.PHONE or reply.sent_at is not None


def can_add(matter: Matter, *, now: datetime) -> bool:
    """Under way, or answered within a week."""
    if matter.erased_at is not None:
        return False
    recent = matter.answered_at is not None and matter.answered_at >= now - FOLLOW_UP
    return matter.state in UNDER_WAY or (matter.state in OVER and recent)


def can_withdraw(matter: Matter) -> bool:
    """As long as it is under way."""
    return matter.state in UNDER_WAY


def can_rate(matter: Matter) -> bool:
    """Once for each answer: after reopening, the new answer may be rated anew."""
    if matter.state not in OVER or matter.answered_at is None or matter.erased_at is not None:
        return False
    return matter.rated_at is None or matter.rated_at < matter.answered_at


def can_reopen(matter: Matter) -> bool:
    """Once, after it is over, unless it was erased."""
    return matter.state in OVER and matter.reopened_at is None and matter.erased_at is None


def _counting_run(matter: Matter) -> clocks.Run | None:
    """Of a merged letter the clock of the one it was merged into, which is due first; once that has ended,
    its own: it runs until its own answer.
    """
    lead = matter.merged_into_id or matter.pk
    runs = clocks.runs_of(SUBJECT_KIND, [lead, matter.pk])
    first, own = runs.get(str(lead)), runs.get(str(matter.pk))
    return own if first is None or first.finished_at is not None else first


def _kind(matter: Matter) -> str:
    """In plain words where we have them, else as the office calls the class."""
    known = KINDS.get(matter.class_key)
    return str(known[0]) if known else clocks.class_labels().get(matter.class_key, "")


def _said(message: Message) -> Said | None:
    if message.direction == Direction.STEP:
        text = step_for_citizen(message.content)
        return None if text is None else Said(message.at, "step", text)
    if message.kind == MessageKind.EVENT or message.author_id is not None:
        return None  # pressed a menu button; or a call in the officer's own words
    files: list[object] = message.files  # type: ignore[attr-defined]  # prefetched
    text = str(message.content.get("text") or message.content.get("label") or "")
    return Said(message.at, "you", text, pictures=len(files)) if text or files else None


def _answer(reply: Reply) -> Said:
    return Said(reply.decided_at or reply.created_at, "we", reply.text, is_answer=reply.is_answer)


def _last_reason(matter: Matter, step: str) -> str:
    steps = Message.objects.filter(matter=matter, direction=Direction.STEP).order_by("-pk")
    found = next((one for one in steps if one.content.get("step") == step), None)
    return str(found.content.get("reason", "")) if found else ""
