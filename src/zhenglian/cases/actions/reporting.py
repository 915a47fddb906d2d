"""A report from the phone page becomes a case, or joins one that is open; the same form sent twice, once."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from django.conf import settings
from django.db import IntegrityError, transaction

from zhenglian.cases.actions.citizens import follow_case
from zhenglian.cases.actions.numbers import new_code
from zhenglian.cases.actions.opening import CHANCE, open_case
from zhenglian.cases.actions.photos import add_photos
from zhenglian.cases.models import Case, Follower
from zhenglian.cases.reports import Report
from zhenglian.kernel.clock import SYSTEM, Clock, FixedClock
from zhenglian.kernel.digests import canonical_json

LONGEST_WAIT = timedelta(days=7)  # a report written without a connection and sent later


def written_when(said: str, *, clock: Clock = SYSTEM) -> datetime | None:
    """When the citizen wrote, by their telephone: within the last seven days, never ahead; else None."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    now = clock.now()
    if moment.tzinfo is None or moment > now or moment < now - LONGEST_WAIT:
        return None
    return moment


def send_report(report: Report, *, key: str, clock: Clock = SYSTEM, chance: Random = CHANCE) -> Case:
    """`key` was made with the form: with the same words it is the same case, however often it is sent.

    Raises as `open_case`.
    """
    return open_case(replace(report, origin_key=_origin_of(report, key)), clock=clock, chance=chance)


def sent_before(report: Report, *, key: str, joined: str = "") -> Case | Follower | None:
    """What the same form became when only its answer was lost. `joined`: the number that it was to join.

    To be asked before anything else: what was open or allowed then need not be so now.
    """
    if not joined:
        return Case.objects.filter(origin_key=_origin_of(report, key)).first()
    case = Case.objects.filter(number=joined[:12]).first()
    return case and Follower.objects.filter(code=new_code(_chance_of(_seed_of(case, key)))).first()


def join_report(case: Case, report: Report, *, key: str, clock: Clock = SYSTEM) -> Follower:
    """The citizen follows an open case instead; words and photos come along. Once for each key.

    The code is drawn from the key, so that the same form gives the same code. Raises NotNow, WordsTooLong.
    """
    seed = _seed_of(case, key)
    code = new_code(_chance_of(seed))
    known = Follower.objects.filter(code=code).first()
    if known is not None:
        return known
    try:
        return _joined(case, report, seed, clock)
    except IntegrityError:  # the same form in the same moment, from another process
        return Follower.objects.get(code=code)


@transaction.atomic
def _joined(case: Case, report: Report, seed: bytes, clock: Clock) -> Follower:
    moment = FixedClock(clock.now())  # by which the page of each citizen knows whose photos these are
    follower = follow_case(
        case, words=report.text, contact=report.contact, clock=moment, chance=_chance_of(seed)
    )
    add_photos(case, report.photos, visit=None, actor=None, clock=moment)
    return follower


def _origin_of(report: Report, key: str) -> str:
    told = {"text": report.text, "place": report.place.words, "contact": report.contact.said}
    return "web:" + hashlib.sha256(key.encode() + b"\n" + canonical_json(told)).hexdigest()[:40]


def _seed_of(case: Case, key: str) -> bytes:
    return f"{settings.FIELD_KEY}\n{case.pk}\n{key}".encode()


def _chance_of(seed: bytes) -> Random:
    """Nobody without the field key can draw the same."""
    return Random(int.from_bytes(hashlib.sha256(seed).digest()))  # noqa: S311  see above
