"""The same thing reported twice: one case goes on, the other one's citizen follows it with own words."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.cases import errors
from zhenglian.cases.actions.citizens import void_disputes
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.stepping import begin, locked_case, take_step, write_step
from zhenglian.cases.actions.unsent import drop_unsent
from zhenglian.cases.enums import UNDER_WAY, Act, CaseState
from zhenglian.cases.models import Case, Follower
from zhenglian.cases.rules import check_words
from zhenglian.cases.scope import can_see
from zhenglian.clocks import api as clocks
from zhenglian.clocks.enums import FinishWay
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

MOST_SIGNS = 2000
SAMPLE = 5  # neighbours asked for each case


@transaction.atomic
def join_case(case: Case, into: Case, *, actor: Staff, clock: Clock = SYSTEM) -> Case:
    """`case` ends; its citizen keeps the code and gets own words in the answer of `into`.

    Its followers come along. Records `cases.join`. Raises NotNow, MayNotHandle, JoinedToItself.
    """
    first, second = sorted([case, into], key=lambda each: each.pk)
    locked_case(first), locked_case(second)  # in one order, so that two officers never wait for each other
    case = begin(case, Act.JOIN, actor=actor, clock=clock)
    target = locked_case(into)
    if target.pk == case.pk or target.state == CaseState.JOINED:
        raise errors.JoinedToItself
    if target.state not in UNDER_WAY or not can_see(actor, target, clock=clock):
        raise errors.MayNotHandle
    drop_unsent(case, actor=actor, clock=clock)
    void_disputes(case, clock=clock)
    clocks.finish(subject_of(case), how=FinishWay.MERGED, at=clock.now(), actor=actor, clock=clock)
    Follower.objects.filter(case=case).update(case=target)
    Follower.objects.create(case=target, code=case.code, joined_case=case, joined_at=clock.now())
    detail = {"into": target.number}
    write_step(
        target,
        Act.FOLLOW,
        before=target.state,
        actor=actor,
        clock=clock,
        words=None,
        detail={"from": case.number},
    )
    take_step(
        case, Act.JOIN, actor=actor, clock=clock, detail=detail, joined_to=target, closed_at=clock.now()
    )
    return case


@transaction.atomic
def word_for_follower(follower: Follower, words: str, *, actor: Staff, clock: Clock = SYSTEM) -> Follower:
    """What the answer says to this neighbour besides the joint text; written before the answer is sent.

    Whoever wrote them does not review the answer. Records `cases.word_for_follower`. Raises NotNow,
    MayNotHandle, WordsMissing, WordsTooLong.
    """
    case = begin(follower.case, Act.DRAFT, actor=actor, clock=clock)
    row = case.followers.get(pk=follower.pk)
    row.answer_words, row.answer_words_by = check_words(words, limit=MOST_SIGNS), actor
    row.save(update_fields=["answer_words", "answer_words_by"])
    on, detail = subject_of(case).audited(), {"follower": row.pk}
    record("cases.word_for_follower", actor=actor, on=on, detail=detail, clock=clock)
    return row


@transaction.atomic
def ask_neighbours(case: Case, *, chance: Random, clock: Clock = SYSTEM) -> list[Follower]:
    """Draws at most five of those who joined, to be asked on their page whether it is solved. Once a case.

    Called when the answer is sent.
    """
    if case.followers.exclude(asked_at=None).exists():
        return []
    unasked = list(case.followers.filter(rated_at=None).order_by("pk"))
    drawn = chance.sample(unasked, min(SAMPLE, len(unasked)))
    Follower.objects.filter(pk__in=[each.pk for each in drawn]).update(asked_at=clock.now())
    return drawn
