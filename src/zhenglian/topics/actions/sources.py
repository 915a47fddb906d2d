"""Adding, changing, pausing and resuming a watched source. Reading it: `read_sources`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.db import IntegrityError, transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.topics import errors
from zhenglian.topics.enums import Outcome, SourceKind
from zhenglian.topics.models import Source, host_of
from zhenglian.topics.reading.pages import check_selector
from zhenglian.topics.rules import check_may_work

if TYPE_CHECKING:
    from zhenglian.newsroom.api import Column
    from zhenglian.people.api import Staff, Unit


class SourceFacts(TypedDict):
    """What a person says about a source."""

    name: str
    url: str
    kind: str
    selector: str
    unit: Unit
    column: Column | None
    interval_minutes: int


@transaction.atomic
def add_source(facts: SourceFacts, *, actor: Staff, clock: Clock = SYSTEM) -> Source:
    """A source that is read within a minute. Records `topics.add_source`.

    Raises MayNotWork, SelectorUnclear, SourceTwice.
    """
    now = clock.now()
    source = Source(added_by=actor, added_at=now, next_read_at=now)
    return _kept(source, facts, "topics.add_source", actor, clock)


@transaction.atomic
def change_source(source: Source, facts: SourceFacts, *, actor: Staff, clock: Clock = SYSTEM) -> Source:
    """Records `topics.change_source`. With another address it is read anew, from the beginning."""
    source = Source.objects.select_for_update().get(pk=source.pk)
    check_may_work(actor, source.unit, clock=clock)
    if any(getattr(source, name) != facts[name] for name in ("url", "kind", "selector")):
        source.etag = source.last_modified = source.refusal = ""
        source.outcome, source.failures, source.next_read_at = Outcome.NEVER, 0, clock.now()
    return _kept(source, facts, "topics.change_source", actor, clock)


@transaction.atomic
def set_reading(source: Source, *, is_active: bool, actor: Staff, clock: Clock = SYSTEM) -> Source:
    """Pauses or resumes. Records `topics.pause_source` or `topics.resume_source`. Raises MayNotWork."""
    source = Source.objects.select_for_update().get(pk=source.pk)
    check_may_work(actor, source.unit, clock=clock)
    source.is_active = is_active
    if is_active:
        source.next_read_at, source.failures, source.added_at = clock.now(), 0, clock.now()
    source.save()
    record(f"topics.{'resume' if is_active else 'pause'}_source", actor=actor, on=source, clock=clock)
    return source


def _kept(source: Source, facts: SourceFacts, act: str, actor: Staff, clock: Clock) -> Source:
    check_may_work(actor, facts["unit"], clock=clock)
    if facts["kind"] == SourceKind.PAGE:
        check_selector(facts["selector"])
    for name, value in facts.items():
        setattr(source, name, value)
    source.selector = source.selector if source.kind == SourceKind.PAGE else ""
    source.host = host_of(source.url)
    try:
        with transaction.atomic():
            source.save()
    except IntegrityError as reason:
        raise errors.SourceTwice from reason
    record(act, actor=actor, on=source, detail={"url": source.url, "kind": source.kind}, clock=clock)
    return source
