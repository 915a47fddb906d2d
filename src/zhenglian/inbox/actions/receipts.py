"""What the holder of a receipt code may do: add words, withdraw, rate, reopen once.

The code is the authority. What they may is decided by the rules in `selectors.receipts`, asked again here
with the row locked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.clocks import api as clocks
from zhenglian.clocks.enums import FinishWay
from zhenglian.inbox import letter_errors as errors
from zhenglian.inbox.actions.course import resume_matter
from zhenglian.inbox.actions.matters import locked_matter, subject_of
from zhenglian.inbox.actions.merging import free_parts
from zhenglian.inbox.actions.messages import add_message, add_step
from zhenglian.inbox.enums import Direction, MatterState
from zhenglian.inbox.models import Matter, Message
from zhenglian.inbox.rules import check_reason, check_text
from zhenglian.inbox.selectors import receipts as rules
from zhenglian.inbox.signals import matter_ended
from zhenglian.kernel.clock import SYSTEM, Clock

LONGEST_TEXT = 4000
LONGEST_WORDS = 500
ADDED_A_DAY = 20
BEST = 5


@transaction.atomic
def add_words(code: str, text: str, *, clock: Clock = SYSTEM) -> Message:
    """More from the citizen; a letter that waited for it goes on. Records `inbox.add_words`.

    Raises LetterNotFound, CannotAdd, TooManyWords, TextMissing, TextTooLong.
    """
    matter = _locked(code, lambda one: rules.can_add(one, now=clock.now()), errors.CannotAdd)
    text = check_text(text, limit=LONGEST_TEXT)
    today = Message.objects.filter(
        matter=matter, direction=Direction.IN, at__gt=clock.now() - timedelta(days=1)
    )
    if today.count() >= ADDED_A_DAY:
        raise errors.TooManyWords
    content = {"text": text, "via": "receipt"}
    message = add_message(
        matter.conversation, direction=Direction.IN, content=content, matter=matter, clock=clock
    )
    if matter.state == MatterState.WAITING:
        resume_matter(matter, actor=None, clock=clock)
    elif matter.state in rules.OVER:
        _follow_up(matter, clock=clock)
    record("inbox.add_words", actor=None, on=matter, detail={"message": message.pk}, clock=clock)
    return message


@transaction.atomic
def withdraw(code: str, *, clock: Clock = SYSTEM) -> Matter:
    """The clock ends and nothing more is done. Records `inbox.withdraw`.

    Raises LetterNotFound, CannotWithdraw.
    """
    matter = _locked(code, rules.can_withdraw, errors.CannotWithdraw)
    now = clock.now()
    matter.state, matter.closed_at, matter.followed_up_at = MatterState.WITHDRAWN, now, None
    matter.save(update_fields=["state", "closed_at", "followed_up_at"])
    clocks.finish(subject_of(matter), how=FinishWay.WITHDRAWN, at=now, actor=None, clock=clock)
    add_step(matter, "withdrawn", actor=None, clock=clock)
    matter_ended.send(sender=Matter, matter=matter)
    free_parts(matter, actor=None, clock=clock)
    record("inbox.withdraw", actor=None, on=matter, clock=clock)
    matter.refresh_from_db()
    return matter


@transaction.atomic
def rate(code: str, *, answer: int, outcome: int, words: str = "", clock: Clock = SYSTEM) -> Matter:
    """Was it answered, and is it solved: 1 to 5 each. Records `inbox.rate`.

    Raises LetterNotFound, CannotRate, RatingMissing, TextTooLong.
    """
    matter = _locked(code, rules.can_rate, errors.CannotRate)
    if not (1 <= answer <= BEST and 1 <= outcome <= BEST):
        raise errors.RatingMissing
    said = check_text(words, limit=LONGEST_WORDS) if words.strip() else ""
    matter.answer_rating, matter.outcome_rating, matter.rating_words = answer, outcome, said
    matter.rated_at = clock.now()
    matter.save(update_fields=["answer_rating", "outcome_rating", "rating_words", "rated_at"])
    add_step(matter, "rated", actor=None, clock=clock, answer=str(answer), outcome=str(outcome))
    detail = {"answer": answer, "outcome": outcome}
    record("inbox.rate", actor=None, on=matter, detail=detail, clock=clock)
    return matter


@transaction.atomic
def reopen(code: str, reason: str, *, clock: Clock = SYSTEM) -> Matter:
    """Once. Both deadlines are counted anew; whoever handled it gets it back. Records `inbox.reopen`.

    Raises LetterNotFound, CannotReopen, ReasonMissing.
    """
    matter = _locked(code, rules.can_reopen, errors.CannotReopen)
    reason, now = check_reason(reason), clock.now()
    matter.state = MatterState.NEW if matter.assignee_id is None else MatterState.OPEN
    matter.reopened_at, matter.closed_at, matter.followed_up_at = now, None, None
    matter.save(update_fields=["state", "reopened_at", "closed_at", "followed_up_at"])
    add_message(
        matter.conversation,
        direction=Direction.IN,
        content={"text": reason, "via": "receipt"},
        matter=matter,
        clock=clock,
    )
    clocks.reopen(subject_of(matter), at=now, actor=None, clock=clock)
    add_step(matter, "reopened", actor=None, clock=clock)
    record("inbox.reopen", actor=None, on=matter, clock=clock)
    matter.refresh_from_db()
    return matter


def _follow_up(matter: Matter, *, clock: Clock) -> None:
    """After the answer: it shows in the queues again, as a message on the platform does."""
    matter.followed_up_at = matter.followed_up_at or clock.now()
    matter.state, matter.closed_at = MatterState.ANSWERED, None
    matter.save(update_fields=["followed_up_at", "state", "closed_at"])


def _locked(code: str, rule: Callable[[Matter], bool], refusal: type[Exception]) -> Matter:
    """The row as it is now. Raises LetterNotFound, or `refusal` when the rule says no."""
    matter = locked_matter(rules.matter_by_code(code))
    if not rule(matter):
        raise refusal
    return matter
