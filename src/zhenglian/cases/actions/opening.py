"""A report comes in: stored first, with an owner, a clock and a receipt code; routed afterwards by a job."""

from __future__ import annotations

from random import Random, SystemRandom
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from zhenglian.cases import errors
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.numbers import new_code, next_number
from zhenglian.cases.actions.photos import add_photos
from zhenglian.cases.actions.staff_notices import tell_administrators
from zhenglian.cases.actions.stepping import write_step
from zhenglian.cases.enums import Act, CaseState, Decider
from zhenglian.cases.guides import LONGEST_KEY
from zhenglian.cases.models import Case
from zhenglian.cases.namelessness import without_reporter
from zhenglian.cases.reports import MOST_PHOTOS, MOST_WORDS, TITLE_SIGNS, Report
from zhenglian.cases.rules import check_words
from zhenglian.cases.selectors.desks import waiting_desk
from zhenglian.cases.signals import case_opened
from zhenglian.clocks import api as clocks
from zhenglian.kernel.clock import SYSTEM, Clock, FixedClock
from zhenglian.people.api import Unit

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

CHANCE: Random = SystemRandom()


def open_case(
    report: Report, *, actor: Staff | None = None, clock: Clock = SYSTEM, chance: Random = CHANCE
) -> Case:
    """Stored before anything is looked up: owner is the root desk until `route_case` has found the office.

    The clock starts when the citizen wrote. The same `origin_key` again gives the case that it became. A
    photo that cannot be used is left out and counted. Records `cases.receive`, sends `case_opened`. Raises
    WordsMissing, WordsTooLong, PhotosTooMany, clocks' ClassUnknown; NobodyLeft without any office.
    """
    known = _known(report)
    if known is not None:
        return known
    if len(report.photos) > MOST_PHOTOS:
        raise errors.PhotosTooMany
    try:
        with transaction.atomic():
            return _stored(report, actor, clock, chance)
    except IntegrityError:  # the same report in the same moment, from another process
        known = _known(report)
        if known is None:
            raise
        return known


def _known(report: Report) -> Case | None:
    if not report.origin_key:
        return None
    return Case.objects.filter(origin_key=report.origin_key[:120]).first()


def _stored(report: Report, actor: Staff | None, clock: Clock, chance: Random) -> Case:
    clock = FixedClock(clock.now())  # the first step begins when it was stored: no moment without owner
    words = check_words(report.text, limit=MOST_WORDS)
    about = list(Unit.objects.filter(pk__in=report.about))
    case = _row(report, words, clock)
    case.unit, is_stranded = waiting_desk(about, clock=clock)
    case.number, case.code = next_number(clock=clock), new_code(chance)
    case.save()
    case.about.set(about)
    kept = add_photos(case, report.photos, visit=None, actor=actor, clock=clock)
    clocks.start(subject_of(case), class_key=case.class_key, at=case.received_at, clock=clock)
    case.refresh_from_db(fields=["answer_due_at", "next_due_at"])
    case_opened.send(sender=Case, case=case)
    refused = len(report.photos) - len(kept)
    said = {"refused_photos": refused} if refused else None
    detail = {"class": case.class_key, "source": case.source, "stranded": is_stranded}
    if is_stranded:
        tell_administrators(case, clock=clock)
    write_step(case, Act.RECEIVE, before="", actor=actor, clock=clock, words=said, detail=detail)
    return case


def _row(report: Report, words: str, clock: Clock) -> Case:
    """Not saved; without number, code and owner."""
    now = clock.now()
    received = min(report.received_at or now, now)  # a telephone's clock may be ahead
    title = " ".join((report.title or words).split())[:TITLE_SIGNS]
    place = report.place
    category = report.category_key if len(report.category_key) <= LONGEST_KEY else ""
    return Case(
        source=report.source,
        origin_key=report.origin_key[:120] if report.origin_key else None,
        matter_id=report.matter_id,
        class_key=report.class_key,
        category_key=category,
        category_by=Decider.CITIZEN if category else Decider.NOBODY,
        state=CaseState.RECEIVED,
        text={"title": title, "text": words, "place": place.words.strip()[:200], "pin": _pin(report)},
        reporter=report.contact.said or None,
        is_anonymous=report.is_anonymous,
        is_public=report.is_public,
        title_public=without_reporter(title, report.contact.said)[:120],
        text_public=without_reporter(words, report.contact.said),
        datum_in=place.datum if place.lon is not None else "",
        accuracy_m=place.accuracy_m,
        county_code=place.county_code[:12],
        received_at=received,
        stored_at=now,
        changed_at=now,
    )


def _pin(report: Report) -> list[float] | None:
    """As it came, in its own datum; `route_case` turns it into WGS-84."""
    place = report.place
    return None if place.lon is None or place.lat is None else [place.lon, place.lat]
