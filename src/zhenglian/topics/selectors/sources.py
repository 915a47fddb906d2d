"""The watched sources with their last outcome in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhenglian.people.api import units_of
from zhenglian.people.enums import Role
from zhenglian.topics.enums import Outcome
from zhenglian.topics.models import MANY_FAILURES, Source

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@dataclass(frozen=True, slots=True)
class SourceRow:
    """`tone` is a word of the desk's style sheet: good, wait, bad or ""."""

    source: Source
    word: str
    detail: str
    tone: str
    items: int


def visible_sources(staff: Staff) -> QuerySet[Source]:
    found = Source.objects.select_related("unit", "column")
    return found if staff.is_superuser else found.filter(unit__in=units_of(staff, list(Role)))


def source_rows(staff: Staff, *, now: datetime) -> list[SourceRow]:
    """What needs a person first, then by name."""
    rows = [_row(source, now) for source in visible_sources(staff).annotate(count=Count("items"))]
    return sorted(rows, key=lambda row: (row.tone != "bad", row.tone != "wait", row.source.name))


def _row(source: Source, now: datetime) -> SourceRow:
    items = int(getattr(source, "count", 0))
    if not source.is_active:
        return SourceRow(source, _("paused"), "", "", items)
    if source.outcome == Outcome.REFUSED:
        if source.is_failing_long(now):
            return SourceRow(source, _("unread for long"), _failures(source), "bad", items)
        return SourceRow(source, _("not read"), _failures(source), "wait", items)
    if source.outcome == Outcome.READ:
        count = source.new_items
        detail = ngettext("%(count)d new entry", "%(count)d new entries", count) % {"count": count}
        return SourceRow(source, _("read"), detail, "good", items)
    tone = "good" if source.outcome == Outcome.UNCHANGED else ""
    return SourceRow(source, str(Outcome(source.outcome).label), "", tone, items)


def _failures(source: Source) -> str:
    count = source.failures
    words = ngettext("%(count)d failure in a row", "%(count)d failures in a row", count)
    return f"{source.refusal} {words % {'count': count}}"


def longest_failing(*, now: datetime) -> Source | None:
    """Of the sources that fail for long, the one that was readable the longest time ago."""
    failing = Source.objects.filter(is_active=True, failures__gte=MANY_FAILURES)
    found = [source for source in failing if source.is_failing_long(now)]
    return min(found, key=lambda source: source.good_at or source.added_at, default=None)


def longest_overdue(*, now: datetime) -> Source | None:
    return Source.objects.filter(is_active=True, next_read_at__lte=now).order_by("next_read_at").first()
