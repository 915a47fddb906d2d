"""Each act of the table as one call of the action that production calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from zhenglian.cases.actions import (
    answers,
    arbitration,
    assigning,
    citizens,
    climbing,
    clock_requests,
    course,
    handling,
    joining,
    photos,
    routing,
    urging,
)
from zhenglian.cases.enums import Act, AnswerState, RequestKind, RequestState
from zhenglian.cases.errors import AnswerMissing, CaseUnknown, NotNow, RequestDecided
from zhenglian.cases.guides import Guides, Topic, Where
from zhenglian.cases.models import Answer, Case, ClockRequest, CoHandling
from zhenglian.cases.reports import Place
from zhenglian.kernel.clock import Clock
from zhenglian.people.api import Staff, Unit
from zhenglian.reviews.enums import ReturnReason

WORDS = "1月14日到龙安镇老桥下现场查看，已封堵排口1处，并于1月20日前复查。"
REASON = "simulation"
LINK = "https://example.org/"
ENOUGH = 6  # a rating of 0 or 6 is refused
MOST_DAYS = 16


@dataclass(frozen=True, slots=True)
class Scene:
    """Who does it, when, and whatever an act may need besides: another office, another case, a supervisor."""

    case: Case
    by: Staff
    boss: Staff
    unit: Unit
    another: Case
    random: Random
    clock: Clock

    @property
    def helper(self) -> CoHandling:
        row = self.case.co_handlings.select_related("case", "unit").order_by("?").first()
        if row is None:
            raise CaseUnknown
        return row

    @property
    def answer(self) -> Answer:
        unsent = self.case.answers.exclude(state__in=(AnswerState.SENT, AnswerState.DROPPED))
        row = unsent.select_related("case").first()
        if row is None:
            raise AnswerMissing
        return row

    def asked(self, *kinds: RequestKind) -> ClockRequest:
        """An open request about the clock."""
        rows = self.case.clock_requests.filter(state=RequestState.OPEN, kind__in=kinds)
        row = rows.select_related("case").first()
        if row is None:
            raise RequestDecided
        return row

    @property
    def guides(self) -> Guides:
        """Place and topic are known as often as not; responsibility is asked of the real table."""
        is_sure = self.random.random() < 0.8  # noqa: PLR2004  a share
        return Guides(place=_chosen, topic=lambda _text: Topic((("water", 0.9), ("waste", 0.1)), is_sure))


def _chosen(place: Place) -> Where:
    return Where(place.county_code, () if place.county_code else ("510121", "510112"))


def _route(scene: Scene) -> object:
    """A desk's officer corrects the topic, or the machine looks."""
    if scene.random.randrange(2):
        return routing.route_case(scene.case, guides=scene.guides, clock=scene.clock)
    return routing.correct_case(
        scene.case, category_key="water", guides=scene.guides, actor=scene.by, clock=scene.clock
    )


def _assign(scene: Scene) -> object:
    if scene.random.randrange(3):
        return assigning.assign_case(scene.case, scene.unit, actor=scene.by, clock=scene.clock)
    return routing.route_case(scene.case, guides=scene.guides, clock=scene.clock)


def _refuse(scene: Scene) -> object:
    named = scene.random.choice([scene.unit, None])
    is_unknown = bool(scene.random.randrange(4))
    return assigning.refuse_case(
        scene.case, reason=REASON, responsible=named, is_unknown=is_unknown, actor=scene.by, clock=scene.clock
    )


def _exclude(scene: Scene) -> object:
    units = [scene.random.choice([scene.case.unit, scene.unit])]
    return assigning.exclude_offices(scene.case, units, actor=scene.by, clock=scene.clock)


def _ask_pause(scene: Scene) -> object:
    days = scene.random.randrange(MOST_DAYS)
    return clock_requests.ask_for_pause(
        scene.case, reason=REASON, days=days, approver=scene.boss, actor=scene.by, clock=scene.clock
    )


def _rate(scene: Scene) -> object:
    stars = scene.random.randrange(ENOUGH + 1)
    return citizens.rate_case(scene.case, answer=stars, outcome=stars, clock=scene.clock)


def _return(scene: Scene) -> object:
    return answers.return_answer(
        scene.answer, reason=ReturnReason.FACTS, comment=REASON, actor=scene.by, clock=scene.clock
    )


def _ask_extension(scene: Scene) -> object:
    return clock_requests.ask_for_extension(
        scene.case, reason=REASON, approver=scene.boss, actor=scene.by, clock=scene.clock
    )


def _approve(kind: RequestKind) -> Callable[[Scene], object]:
    return lambda scene: clock_requests.approve_request(scene.asked(kind), actor=scene.by, clock=scene.clock)


def _deny(scene: Scene) -> object:
    asked = scene.asked(*RequestKind)
    return clock_requests.deny_request(asked, reason=REASON, actor=scene.by, clock=scene.clock)


def _lapse(scene: Scene) -> object:
    return clock_requests.lapse_late_request(scene.asked(*RequestKind), clock=scene.clock)


def _close(scene: Scene) -> object:
    actor = scene.random.choice([scene.by, None])
    return course.close_case(scene.case, actor=actor, clock=scene.clock)


def _evidence(scene: Scene) -> object:
    return photos.add_evidence(scene.case, words=WORDS, link=LINK, actor=scene.by, clock=scene.clock)


def _climb(scene: Scene) -> object:
    """The clock alone decides which rung is climbed; none means that there was nothing to do."""
    if not climbing.climb_case(scene.case, clock=scene.clock):
        raise NotNow
    return scene.case


def _urged(action: Callable[..., object]) -> Callable[[Scene], object]:
    """By hand as often as by the clock."""

    def do(scene: Scene) -> object:
        if scene.random.randrange(2):
            return action(scene.case, reason=REASON, actor=scene.by, clock=scene.clock)
        return _climb(scene)

    return do


Doing = Callable[[Scene], object]
DOINGS: dict[Act, Doing] = {
    Act.ASSIGN: _assign,
    Act.ACCEPT: lambda s: handling.accept_case(s.case, actor=s.by, clock=s.clock),
    Act.REFUSE: _refuse,
    Act.MOVE: lambda s: assigning.move_case(s.case, s.unit, reason=REASON, actor=s.by, clock=s.clock),
    Act.DISPUTE: lambda s: arbitration.dispute_case(s.case, reason=REASON, actor=s.by, clock=s.clock),
    Act.ARBITRATE: lambda s: arbitration.arbitrate(s.case, s.unit, reason=REASON, actor=s.by, clock=s.clock),
    Act.EXCLUDE: _exclude,
    Act.BEGIN: lambda s: handling.begin_work(s.case, actor=s.by, clock=s.clock),
    Act.VISIT: lambda s: handling.record_visit(s.case, words=WORDS, actor=s.by, clock=s.clock),
    Act.EVIDENCE: _evidence,
    Act.INVOLVE: lambda s: handling.involve_office(s.case, s.unit, actor=s.by, clock=s.clock),
    Act.RELEASE: lambda s: handling.release_office(s.helper, reason=REASON, actor=s.by, clock=s.clock),
    Act.CONTRIBUTE: lambda s: handling.contribute_part(s.helper, WORDS, actor=s.by, clock=s.clock),
    Act.DRAFT: lambda s: answers.draft_answer(s.case, WORDS, actor=s.by, clock=s.clock),
    Act.SUBMIT: lambda s: answers.submit_answer(s.answer, actor=s.by, clock=s.clock),
    Act.RETURN: _return,
    Act.ANSWER: lambda s: answers.approve_answer(s.answer, actor=s.by, clock=s.clock),
    Act.CLOSE: _close,
    Act.REOPEN: lambda s: citizens.reopen_case(s.case, reason=REASON, clock=s.clock),
    Act.WITHDRAW: lambda s: citizens.withdraw_case(s.case, clock=s.clock),
    Act.JOIN: lambda s: joining.join_case(s.case, s.another, actor=s.by, clock=s.clock),
    Act.ADD_WORDS: lambda s: citizens.add_words(s.case, WORDS, clock=s.clock),
    Act.RATE: _rate,
    Act.FOLLOW: lambda s: citizens.follow_case(s.case, clock=s.clock, chance=s.random),
    Act.ASK_PAUSE: _ask_pause,
    Act.ASK_EXTEND: _ask_extension,
    Act.PAUSE: _approve(RequestKind.PAUSE),
    Act.DENY: _deny,
    Act.LAPSE: _lapse,
    Act.RESUME: lambda s: course.resume_case(s.case, actor=s.by, clock=s.clock),
    Act.EXTEND: _approve(RequestKind.EXTEND),
    Act.CORRECT: _route,
    Act.REMIND: _urged(urging.remind_office),
    Act.SUPERVISE: _urged(urging.supervise_office),
    Act.RAISE: _urged(urging.raise_case),
}
