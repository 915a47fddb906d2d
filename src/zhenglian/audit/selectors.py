"""Reading the record: entries of an object, recent entries, and the check of the whole chain."""

from __future__ import annotations

from django.db import transaction

from zhenglian.audit.anchor import anchors
from zhenglian.audit.models import ChainHead, Entry, EntryQuerySet
from zhenglian.audit.verification import ChainReport, ChainWalk

_AT_ONCE = 1000  # rows in memory


def entries_on(kind: str, identity: str | int) -> EntryQuerySet:
    """Entries about one object, newest first. `kind` as `record` writes it: a model's label_lower."""
    return Entry.objects.filter(object_kind=kind, object_id=str(identity))


def recent_entries(limit: int = 50) -> EntryQuerySet:
    """The newest first, at most `limit`."""
    return Entry.objects.all()[:limit]


def recorded_entries() -> EntryQuerySet:
    return Entry.objects.order_by("-sequence")


def acts_on_record() -> list[str]:
    """The different acts that were recorded so far, in alphabetical order."""
    return list(Entry.objects.order_by("act").values_list("act", flat=True).distinct())


def verify_chain() -> ChainReport:
    """Walk every entry, then compare with the keyed head and with the anchor file.

    Finds altered, removed (in the middle or at the end), reordered and inserted entries. Writers
    are held up only while the entries that they added during the walk are checked.
    """
    walk = ChainWalk()
    walk.read_anchors(anchors())
    seen = ChainHead.objects.filter(pk=1).values_list("sequence", flat=True).first() or 0
    entries = Entry.objects.order_by("sequence", "pk")
    walk.over(entries.filter(sequence__lte=seen).iterator(_AT_ONCE))
    with transaction.atomic():
        head = ChainHead.objects.select_for_update().filter(pk=1).first()
        walk.over(entries.filter(sequence__gt=seen).iterator(_AT_ONCE))
    walk.end_at(head)
    return walk.report()
