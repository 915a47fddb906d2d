"""What the holder of a code sees of a case: where it stands, until when, the course, answer and evidence.

A neighbour who joined sees the same case by their own code: its masked words, and own words in the answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from zhenglian.cases.citizen_words import STATES, next_words, step_words
from zhenglian.cases.enums import (
    ANSWERED_STATES,
    SUBJECT_KIND,
    UNDER_WAY,
    Act,
    AnswerState,
    CaseState,
    EvidenceKind,
)
from zhenglian.cases.models import Answer, Case, Evidence, Follower, Photo
from zhenglian.cases.selectors.cases import case_by_code, follower_by_code
from zhenglian.cases.states import is_open_to
from zhenglian.checks.api import mask
from zhenglian.clocks import api as clocks
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.ids import spaced


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry of the course; `words` are the citizen's own or an office's, `sentence` is ours."""

    at: datetime
    sentence: str
    words: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class CasePage:
    """Facts for the page. `case` is the one that is handled; `own` differs where it was joined to another.

    Due: the first moment that is too late; None: not known yet. `follower` None: the citizen themselves.
    """

    code: str
    case: Case
    own: Case | None
    follower: Follower | None
    state: str
    due_at: datetime | None
    is_owed: bool
    is_late: bool
    is_paused: bool
    waiting_for: str
    extended_because: str
    course: tuple[Happened, ...]
    answers: tuple[Answer, ...]
    evidence: tuple[Evidence, ...]
    photos: tuple[Photo, ...]
    allowed: frozenset[Act] = field(default=frozenset())

    @property
    def spaced_code(self) -> str:
        return spaced(self.code)

    @property
    def refused_photos(self) -> int:
        """Files that came with the report and were no pictures."""
        first = self.case.steps.filter(act=Act.RECEIVE).first()
        return int((first.words or {}).get("refused_photos", 0)) if first is not None else 0

    @property
    def is_erased(self) -> bool:
        return self.case.erased_at is not None

    @property
    def state_words(self) -> str:
        return str(STATES[self.state])

    @property
    def next_words(self) -> str:
        return "" if self.is_erased else str(next_words(self.state, is_neighbour=self.follower is not None))

    @property
    def rated(self) -> tuple[int, int] | None:
        """Answer and outcome, as this reader rated them."""
        row = self.follower if self.follower is not None else self.case
        if row.answer_rating is None or row.outcome_rating is None or row.rated_at is None:
            return None
        return row.answer_rating, row.outcome_rating


def case_page(typed: str, *, clock: Clock = SYSTEM) -> CasePage | None:
    """By the code of a citizen or a neighbour; None for nobody's."""
    follower = follower_by_code(typed)
    if follower is not None:
        return _page(follower.code, follower.case, follower.joined_case, follower, clock)
    case = case_by_code(typed)
    return None if case is None else _page(case.code, case, case, None, clock)


def _page(code: str, case: Case, own: Case | None, follower: Follower | None, clock: Clock) -> CasePage:
    run = clocks.runs_of(SUBJECT_KIND, [case.pk]).get(str(case.pk))
    is_owed = run is not None and run.finished_at is None
    paused = bool(run and run.paused_since) and is_owed
    is_kept = case.erased_at is None
    is_shown = case.state in ANSWERED_STATES and is_kept
    return CasePage(
        code=code,
        case=case,
        own=own,
        follower=follower,
        state=case.state,
        due_at=run.answer_due_at if run else None,
        is_owed=is_owed and not paused,
        is_late=bool(run and run.is_overdue(clock.now())) and not paused,
        is_paused=paused,
        waiting_for=str((run.pause_reason if run and paused else "") or ""),
        extended_because=str((run.extended_reason if run else "") or ""),
        course=course_of(case, follower=follower),
        answers=tuple(sent_answers(case)) if is_kept else (),
        evidence=_evidence(case, is_whole=follower is None) if is_shown else (),
        photos=tuple(_own_photos(case, own, follower)),
        allowed=_allowed(case, follower) if is_kept else frozenset(),
    )


def _evidence(case: Case, *, is_whole: bool) -> tuple[Evidence, ...]:
    """A neighbour is anybody: of photos only released ones, no document, words masked."""
    rows = case.evidence.select_related("photo").order_by("pk")
    if is_whole:
        return tuple(rows)
    shown = tuple(rows.filter(Q(kind=EvidenceKind.LINK) | Q(photo__is_public=True)))
    for each in shown:
        each.words = mask(str(each.words))
    return shown


def _own_photos(case: Case, own: Case | None, follower: Follower | None) -> QuerySet[Photo]:
    """What this citizen sent. Who joined with photos put them to the case in the moment of joining.

    That case may have been joined to another one since, to which its neighbours went along.
    """
    sent = Photo.objects.filter(visit=None, added_by=None)
    if follower is not None and own is None:
        return sent.filter(Q(case=case) | Q(case__joined_to=case), at=follower.joined_at)
    mine = own or case
    joined = Follower.objects.filter(case__in=[case, mine], joined_case=None)
    return sent.filter(case=mine).exclude(at__in=joined.values("joined_at"))


def course_of(case: Case, *, follower: Follower | None = None) -> tuple[Happened, ...]:
    """Oldest first. A neighbour does not read what the other citizen added."""
    found = []
    for step in case.steps.select_related("unit").order_by("at", "sequence"):
        sentence = step_words(step, is_public=follower is not None)
        is_own = step.act in OWN_ACTS
        if not sentence or (follower is not None and is_own):
            continue
        said = step.words or {}
        words = str(said.get("text") or said.get("reason") or "") if is_own else ""
        found.append(Happened(step.at, sentence, words, is_own))
    return tuple(found)


OWN_ACTS = (Act.ADD_WORDS, Act.REOPEN, Act.RATE, Act.WITHDRAW)


def sent_answers(case: Case) -> list[Answer]:
    """Newest first: what was sent, after a reopening more than one."""
    rows = case.answers.filter(state=AnswerState.SENT).select_related("unit")
    return list(rows.prefetch_related("units").order_by("-sent_at", "-pk"))


def _allowed(case: Case, follower: Follower | None) -> frozenset[Act]:
    """What the page offers; the actions ask again."""
    rated_at = case.rated_at if follower is None else follower.rated_at
    acts = {Act.RATE} if is_open_to(Act.RATE, case.state) and rated_at is None else set()
    if follower is not None or case.state == CaseState.JOINED:
        return frozenset(acts)
    if is_open_to(Act.ADD_WORDS, case.state):
        acts.add(Act.ADD_WORDS)
    if case.state in UNDER_WAY:
        acts.add(Act.WITHDRAW)
    if is_open_to(Act.REOPEN, case.state) and case.reopened_at is None:
        acts.add(Act.REOPEN)
    return frozenset(acts)
