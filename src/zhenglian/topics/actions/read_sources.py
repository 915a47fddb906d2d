"""Reads the sources that are due: politely, one a host, and each failure stays its own.

The network is asked outside of any transaction; what was found, the topics it makes and the words about the
reading are written in one, so that nothing is stored by halves.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import IntegrityError, transaction

from zhenglian.fetching.errors import AskedToWait, FetchRefused
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.topics.actions.collect_items import collect_items
from zhenglian.topics.enums import Outcome, SourceKind
from zhenglian.topics.errors import AnswerRefused, ReaderFailed, ReadRefused
from zhenglian.topics.models import Source
from zhenglian.topics.reading import read_source_text

if TYPE_CHECKING:
    from zhenglian.fetching.api import Fetched, Fetcher
    from zhenglian.topics.reading import Found

log = structlog.get_logger()
ACCEPT = {
    SourceKind.FEED: "application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5",
    SourceKind.SITEMAP: "application/xml, text/xml;q=0.9, */*;q=0.5",
    SourceKind.PAGE: "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
}
MAX_BYTES = 5 * 1024 * 1024
READ_SECONDS = 20.0
SHIFT_SECONDS = 50.0  # of one job; what is left is due a minute later
DEAD_AFTER = timedelta(minutes=10)  # a reader that has not come back was killed
LONGEST_PAUSE = timedelta(days=1)
OK = 200
Jitter = Callable[[], float]  # 0..1


def fetch_source(source: Source, fetcher: Fetcher, *, seconds: float) -> Fetched:
    """Conditionally, heeding robots.txt. Raises FetchRefused, AnswerRefused."""
    fetched = fetcher.get(
        source.url,
        etag=source.etag,
        last_modified=source.last_modified,
        accept=ACCEPT[SourceKind(source.kind)],
        max_bytes=MAX_BYTES,
        seconds=seconds,
        heeds_robots=True,
    )
    if fetched.status != OK and not fetched.is_unchanged:
        raise AnswerRefused(fetched.status, seconds=fetched.wait_seconds)
    return fetched


def try_source(source: Source, *, fetcher: Fetcher) -> list[Found]:
    """What an unsaved source would bring; nothing is kept. Raises FetchRefused, ReadRefused."""
    fetched = fetch_source(source, fetcher, seconds=READ_SECONDS / 2)
    return found_in(source, fetched)


def read_due_sources(
    *,
    fetcher: Fetcher,
    clock: Clock = SYSTEM,
    jitter: Jitter = random.random,
    monotonic: Callable[[], float] = time.monotonic,
) -> int:
    """Reads what is due until the shift ends; returns how many sources were asked."""
    now, ends, asked = clock.now(), monotonic() + SHIFT_SECONDS, 0
    Source.objects.filter(is_reading=True, reading_since__lt=now - DEAD_AFTER).update(is_reading=False)
    due = Source.objects.filter(is_active=True, next_read_at__lte=now).order_by("next_read_at", "pk")
    for pk in list(due.values_list("pk", flat=True)):
        if monotonic() > ends:
            break
        if _claim(pk, now):
            read_source(
                Source.objects.select_related("unit").get(pk=pk), fetcher=fetcher, clock=clock, jitter=jitter
            )
            asked += 1
    return asked


def _claim(pk: int, now: datetime) -> bool:
    """False when another process reads this source, or anything else of its host."""
    mine = Source.objects.filter(pk=pk, is_active=True, is_reading=False, next_read_at__lte=now)
    try:
        with transaction.atomic():
            return mine.update(is_reading=True, reading_since=now) == 1
    except IntegrityError:  # the constraint `one_reader_a_host`
        return False


def read_source(
    source: Source, *, fetcher: Fetcher, clock: Clock = SYSTEM, jitter: Jitter = random.random
) -> Source:
    """One reading, whatever comes of it. A refusal is noted in words and never raised."""
    try:
        fetched = fetch_source(source, fetcher, seconds=READ_SECONDS)
        found = [] if fetched.is_unchanged else found_in(source, fetched)
    except (FetchRefused, ReadRefused) as refusal:
        return _note_refusal(source, refusal, clock, jitter())
    return _note_reading(source, fetched, found, clock, jitter())


def found_in(source: Source, fetched: Fetched) -> list[Found]:
    """What the answer holds. Raises FetchRefused, ReadRefused."""
    text = fetched.text()
    try:
        return read_source_text(source.kind, text, fetched.url, source.selector)
    except ReadRefused:
        raise
    except Exception as fault:
        # Foreign input met a fault of a parser: that is this source's trouble, the others go on.
        log.exception("topics.reader_failed", source=source.pk)
        raise ReaderFailed from fault


@transaction.atomic
def _note_reading(
    source: Source, fetched: Fetched, found: list[Found], clock: Clock, jitter: float
) -> Source:
    now = clock.now()
    source = Source.objects.select_for_update(of=("self",)).select_related("unit").get(pk=source.pk)
    new = collect_items(source, found, now=now)
    if not fetched.is_unchanged:
        source.etag, source.last_modified = fetched.etag[:300], fetched.last_modified[:100]
    source.outcome = Outcome.UNCHANGED if fetched.is_unchanged else Outcome.READ
    source.refusal, source.failures = "", 0
    source.read_at = source.good_at = now
    source.new_items = new
    return _released(source, now + pause_of(source, jitter))


@transaction.atomic
def _note_refusal(source: Source, refusal: FetchRefused | ReadRefused, clock: Clock, jitter: float) -> Source:
    now = clock.now()
    source = Source.objects.select_for_update().get(pk=source.pk)
    source.outcome, source.refusal, source.read_at = Outcome.REFUSED, str(refusal)[:300], now
    source.failures += 1
    pause = pause_of(source, jitter)
    if isinstance(refusal, AskedToWait | AnswerRefused):
        pause = max(pause, timedelta(seconds=refusal.seconds))
    return _released(source, now + pause)


def _released(source: Source, next_read_at: datetime) -> Source:
    source.is_reading, source.reading_since, source.next_read_at = False, None, next_read_at
    source.save()
    return source


def pause_of(source: Source, jitter: float) -> timedelta:
    """The interval, doubled for each failure in a row up to a day; spread over 90 to 110 %."""
    pause = timedelta(minutes=source.interval_minutes) * 2 ** min(source.failures, 10)
    return min(pause, max(LONGEST_PAUSE, timedelta(minutes=source.interval_minutes))) * (0.9 + jitter / 5)
