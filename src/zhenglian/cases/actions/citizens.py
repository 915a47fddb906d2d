"""What citizens do with their code: add words, withdraw, rate, open again, join and follow.

Whoever calls has found the case or follower by its code, which is all the authority that these acts ask for.
"""

from __future__ import annotations

from random import Random

from django.db import transaction

from zhenglian.cases import errors
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.numbers import new_code
from zhenglian.cases.actions.opening import CHANCE
from zhenglian.cases.actions.photos import add_photos
from zhenglian.cases.actions.stepping import begin, locked_case, take_step
from zhenglian.cases.actions.unsent import drop_unsent
from zhenglian.cases.enums import Act
from zhenglian.cases.models import Case, Follower, Step
from zhenglian.cases.reports import MOST_PHOTOS, MOST_WORDS, Contact
from zhenglian.cases.rules import check_reason, check_words
from zhenglian.clocks import api as clocks
from zhenglian.clocks.enums import FinishWay
from zhenglian.kernel.clock import SYSTEM, Clock

BEST = 5


@transaction.atomic
def add_words(
    case: Case, words: str, *, photos: tuple[bytes, ...] = (), key: str = "", clock: Clock = SYSTEM
) -> Step:
    """Something more; a clock that waited for the citizen runs on. Records `cases.add_words`.

    `key` was made with the form: sent again, because its answer was lost, it is the same addition. Raises
    NotNow, ErasedAlready, WordsMissing, WordsTooLong, PhotosTooMany.
    """
    known = _added_before(locked_case(case), key)
    if known is not None:
        return known
    case = _begin_unless_erased(case, Act.ADD_WORDS, clock)
    text = check_words(words, limit=MOST_WORDS)
    if photos and case.photos.filter(visit=None).count() + len(photos) > 2 * MOST_PHOTOS:
        raise errors.PhotosTooMany
    add_photos(case, photos, visit=None, actor=None, clock=clock)
    run = clocks.run_of(subject_of(case))
    if run.paused_since is not None:
        clocks.resume(subject_of(case), actor=None, clock=clock)
        case.refresh_from_db(fields=["answer_due_at", "next_due_at"])
    said = {"text": text, "key": key} if key else {"text": text}
    return take_step(case, Act.ADD_WORDS, actor=None, clock=clock, words=said)


@transaction.atomic
def withdraw_case(case: Case, *, clock: Clock = SYSTEM) -> Case:
    """The citizen no longer wants it; once others have joined, it goes on for them. Records `cases.withdraw`.

    Raises NotNow, NeighboursJoined.
    """
    case = begin(case, Act.WITHDRAW, actor=None, clock=clock)
    if case.followers.exists():
        raise errors.NeighboursJoined
    drop_unsent(case, actor=None, clock=clock)
    clocks.finish(subject_of(case), how=FinishWay.WITHDRAWN, at=clock.now(), actor=None, clock=clock)
    void_disputes(case, clock=clock)
    take_step(case, Act.WITHDRAW, actor=None, clock=clock, closed_at=clock.now())
    return case


@transaction.atomic
def rate_case(case: Case, *, answer: int, outcome: int, words: str = "", clock: Clock = SYSTEM) -> Case:
    """Were we answered, and is it solved: 1 to 5 each, once for each answer. Records `cases.rate`.

    Raises NotNow, ErasedAlready, RatingInvalid, RatedAlready.
    """
    case = _begin_unless_erased(case, Act.RATE, clock)
    _check_rating(answer, outcome)
    if case.rated_at is not None:
        raise errors.RatedAlready
    take_step(
        case,
        Act.RATE,
        actor=None,
        clock=clock,
        detail={"answer": answer, "outcome": outcome},
        answer_rating=answer,
        outcome_rating=outcome,
        rating_words=words.strip()[:500],
        rated_at=clock.now(),
    )
    return case


@transaction.atomic
def reopen_case(case: Case, *, reason: str, clock: Clock = SYSTEM) -> Case:
    """Once, after the answer: the lead works on it again with a new deadline. Records `cases.reopen`.

    Raises NotNow, ErasedAlready, ReasonMissing, ReopenedAlready.
    """
    case = _begin_unless_erased(case, Act.REOPEN, clock)
    words = check_reason(reason)
    if case.reopened_at is not None:
        raise errors.ReopenedAlready
    now = clock.now()
    clocks.reopen(subject_of(case), at=now, actor=None, clock=clock)
    case.refresh_from_db(fields=["answer_due_at", "next_due_at"])
    case.co_handlings.filter(released_at=None).update(done_at=None, done_by=None)
    take_step(
        case,
        Act.REOPEN,
        actor=None,
        clock=clock,
        words={"reason": words},
        reopened_at=now,
        answered_at=None,
        closed_at=None,
        rated_at=None,
        rungs=[],
    )
    return case


@transaction.atomic
def follow_case(
    case: Case,
    *,
    words: str = "",
    contact: Contact = Contact(),  # noqa: B008  frozen
    clock: Clock = SYSTEM,
    chance: Random = CHANCE,
) -> Follower:
    """A neighbour joins an open case: an own code, and own words in the answer. Records `cases.follow`.

    Raises NotNow, WordsTooLong.
    """
    case = begin(case, Act.FOLLOW, actor=None, clock=clock)
    said = check_words(words, limit=MOST_WORDS) if words.strip() else ""
    follower = Follower.objects.create(
        case=case,
        code=new_code(chance),
        contact=contact.said or None,
        words=said,
        joined_at=clock.now(),
    )
    take_step(case, Act.FOLLOW, actor=None, clock=clock, detail={"follower": follower.pk})
    return follower


@transaction.atomic
def rate_as_follower(follower: Follower, *, answer: int, outcome: int, clock: Clock = SYSTEM) -> Follower:
    """A neighbour's word on the same answer, once. Raises NotNow, RatingInvalid, RatedAlready."""
    case = begin(follower.case, Act.RATE, actor=None, clock=clock)
    _check_rating(answer, outcome)
    row = Follower.objects.select_for_update(of=("self",)).get(pk=follower.pk)
    if row.rated_at is not None:
        raise errors.RatedAlready
    row.answer_rating, row.outcome_rating, row.rated_at = answer, outcome, clock.now()
    row.save(update_fields=["answer_rating", "outcome_rating", "rated_at"])
    detail = {"follower": row.pk, "answer": answer, "outcome": outcome}
    take_step(case, Act.RATE, actor=None, clock=clock, detail=detail)
    return row


def _added_before(case: Case, key: str) -> Step | None:
    added = case.steps.filter(act=Act.ADD_WORDS) if key else ()
    return next((step for step in added if (step.words or {}).get("key") == key), None)


def _begin_unless_erased(case: Case, act: Act, clock: Clock) -> Case:
    """New words would stay for ever: what was erased is not looked through again."""
    found = begin(case, act, actor=None, clock=clock)
    if found.erased_at is not None:
        raise errors.ErasedAlready
    return found


def void_disputes(case: Case, *, clock: Clock) -> None:
    """Nobody has to decide any more."""
    case.arbitrations.filter(decided_at=None).update(decided_at=clock.now())


def _check_rating(*values: int) -> None:
    if not all(1 <= value <= BEST for value in values):
        raise errors.RatingInvalid
