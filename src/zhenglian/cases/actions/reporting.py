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
    told = {"text": report.text, "place": report.place.words, "contact": report.contact.said}
    digest = hashlib.sha256(key.encode() + b"\n" + canonical_json(told)).hexdigest()[:40]
    return open_case(replace(report, origin_key=f"web:{digest}"), clock=clock, chance=chance)


def join_report(case: Case, report: Report, *, key: str, clock: Clock = SYSTEM) -> Follower:
    """The citizen follows an open case instead; words and photos come along. Once for each key.

    The code is drawn from the key, so that the same form gives the same code. Raises NotNow, WordsTooLong.
    """
    seed = f"{settings.FIELD_KEY}\n{case.pk}\n{key}".encode()
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


def _chance_of(seed: bytes) -> Random:
    """Nobody without the field key can draw the same."""
    return Random(int.from_bytes(hashlib.sha256(seed).digest()))  # noqa: S311  see above
