"""One joint answer: drafted by the lead, reviewed by somebody else, sent to the citizen and neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.cases import errors
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.joining import ask_neighbours
from zhenglian.cases.actions.opening import CHANCE
from zhenglian.cases.actions.stepping import begin, locked_case, take_step
from zhenglian.cases.actions.telling import tell_of_answer
from zhenglian.cases.answer_seals import manifest_of, review_subject
from zhenglian.cases.enums import Act, AnswerState
from zhenglian.cases.models import Answer, Case
from zhenglian.cases.namelessness import without_reporter
from zhenglian.cases.rules import check_may, check_words
from zhenglian.cases.selectors.evidence import has_evidence, missing_parts
from zhenglian.cases.selectors.flags import flags_of
from zhenglian.cases.signals import case_answered
from zhenglian.cases.states import needs_evidence, target_of
from zhenglian.clocks import api as clocks
from zhenglian.clocks.enums import FinishWay
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReturnReason, ReviewState

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

MOST_SIGNS = 8000
TRAITS: set[str] = set()
WRITABLE = (AnswerState.DRAFT, AnswerState.RETURNED)


@transaction.atomic
def draft_answer(
    case: Case, text: str, *, is_solved: bool = True, actor: Staff, clock: Clock = SYSTEM
) -> Answer:
    """Writes or rewrites the draft; `is_solved` False: it explains why nothing can be done.

    Records `cases.draft`. Raises NotNow, MayNotHandle, WordsMissing, WordsTooLong.
    """
    case = begin(case, Act.DRAFT, actor=actor, clock=clock)
    words = check_words(text, limit=MOST_SIGNS)
    answer = case.answers.filter(state__in=WRITABLE).order_by("pk").last()
    if answer is None:
        answer = Answer(case=case, unit=case.unit, author=actor, created_at=clock.now())
    answer.case, answer.unit, answer.state = case, case.unit, AnswerState.DRAFT
    answer.content, answer.is_solved = {"text": words}, is_solved
    answer.text_public = without_reporter(words, case.reporter)
    answer.flags = [flag.code for flag in flags_of(answer)]
    answer.save()
    answer.writers.add(actor)
    take_step(case, Act.DRAFT, actor=actor, clock=clock, detail={"answer": answer.pk})
    return answer


@transaction.atomic
def submit_answer(answer: Answer, *, actor: Staff, clock: Clock = SYSTEM) -> Answer:
    """Before the reviewers, with its evidence and every co-handler's part. Records `cases.submit`.

    Raises NotNow, MayNotHandle, AnswerMissing, EvidenceMissing, PartsMissing, reviews' AlreadyInReview.
    """
    case = begin(answer.case, Act.SUBMIT, actor=actor, clock=clock)
    answer = _locked(answer, case, WRITABLE)
    check_grounds(case)
    if missing_parts(case).exists():
        raise errors.PartsMissing
    parts = case.co_handlings.filter(released_at=None).select_related("unit", "done_by")
    answer.units.set([case.unit, *[part.unit for part in parts]])
    wrote = case.followers.exclude(answer_words_by=None).select_related("answer_words_by")
    answer.writers.add(actor, *[part.done_by for part in parts if part.done_by])
    answer.writers.add(*[each.answer_words_by for each in wrote if each.answer_words_by])
    answer.flags = [flag.code for flag in flags_of(answer)]
    answer.state, answer.submitted_at = AnswerState.IN_REVIEW, clock.now()
    answer.save(update_fields=["state", "submitted_at", "flags"])
    reviews.open_review(
        review_subject(answer),
        unit=case.unit,
        manifest=manifest_of(answer),
        traits=TRAITS,
        contributors=list(answer.writers.all()),
        actor=actor,
        clock=clock,
    )
    take_step(case, Act.SUBMIT, actor=actor, clock=clock, detail={"answer": answer.pk})
    return answer


@transaction.atomic
def approve_answer(
    answer: Answer,
    *,
    comment: str = "",
    seen: tuple[int, int] | None = None,
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Answer:
    """The current level; the last one seals the text and sends it, and the clock ends.

    `seen`: round and level on the reviewer's page. Records `cases.answer`, sends `case_answered`. Raises
    NotNow, MayNotReview, AnswerMissing, AnswerMovedOn, EvidenceMissing, and what `reviews.api.approve` does.
    """
    case, answer = _in_review(answer)
    check_may(Act.ANSWER, case, actor=actor, clock=clock)
    check_grounds(case)
    review = reviews.approve(
        open_round(answer, seen=seen),
        manifest=manifest_of(answer),
        contributors=list(answer.writers.all()),
        comment=comment,
        actor=actor,
        clock=clock,
    )
    if review.state == ReviewState.APPROVED:
        _send(case, answer, actor=actor, clock=clock)
    return answer


@transaction.atomic
def return_answer(
    answer: Answer,
    *,
    reason: ReturnReason,
    comment: str,
    seen: tuple[int, int] | None = None,
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Answer:
    """Back to its author. Records `cases.return`.

    Raises NotNow, MayNotReview, AnswerMissing, AnswerMovedOn, and what `reviews.api.return_to_editor` raises.
    """
    case, answer = _in_review(answer)
    check_may(Act.RETURN, case, actor=actor, clock=clock)
    reviews.return_to_editor(
        open_round(answer, seen=seen),
        reason=reason,
        comment=comment,
        contributors=list(answer.writers.all()),
        actor=actor,
        clock=clock,
    )
    answer.state = AnswerState.RETURNED
    answer.save(update_fields=["state"])
    words = {"reason": comment}
    take_step(case, Act.RETURN, actor=actor, clock=clock, words=words, detail={"answer": answer.pk})
    return answer


def open_round(answer: Answer, *, seen: tuple[int, int] | None = None) -> reviews.Review:
    """Raises AnswerMissing; AnswerMovedOn when it is another round or level than was seen."""
    review = reviews.current_review(review_subject(answer))
    if review is None or review.state != ReviewState.OPEN or answer.state != AnswerState.IN_REVIEW:
        raise errors.AnswerMissing
    if seen is not None and (review.pk, review.level) != seen:
        raise errors.AnswerMovedOn
    return review


def check_grounds(case: Case) -> None:
    """Raises EvidenceMissing: reports and complaints are not answered by words alone."""
    if needs_evidence(case.class_key) and not has_evidence(case):
        raise errors.EvidenceMissing


def _in_review(answer: Answer) -> tuple[Case, Answer]:
    case = locked_case(answer.case)
    target_of(Act.ANSWER, case.state)
    return case, _locked(answer, case, (AnswerState.IN_REVIEW,))


def _locked(answer: Answer, case: Case, states: tuple[AnswerState, ...]) -> Answer:
    rows = Answer.objects.select_for_update(of=("self",), no_key=True).select_related("author", "unit")
    found = rows.filter(pk=answer.pk, state__in=states).first()
    if found is None:
        raise errors.AnswerMissing
    found.case = case
    return found


def _send(case: Case, answer: Answer, *, actor: Staff, clock: Clock) -> None:
    now = clock.now()
    answer.state, answer.sent_at = AnswerState.SENT, now
    answer.save(update_fields=["state", "sent_at"])
    clocks.finish(subject_of(case), how=FinishWay.ANSWERED, at=now, actor=actor, clock=clock)
    ask_neighbours(case, chance=CHANCE, clock=clock)
    tell_of_answer(case, clock=clock)
    case_answered.send(sender=Case, case=case, answer=answer)
    detail = {"answer": answer.pk, "flags": answer.flags}
    take_step(case, Act.ANSWER, actor=actor, clock=clock, detail=detail, answered_at=now)
