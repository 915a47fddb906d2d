"""Entries about things that not every reader of the record may know of: their apps say which, by kind.

A kind without a scope is for everybody who may read the record.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from zhenglian.audit.models import EntryQuerySet

Scope = Callable[[Any], QuerySet[Any]]  # Any: a Staff, unknown down here, to rows of the kind
SCOPES: dict[str, Scope] = {}


def register_scope(kind: str, scope: Scope) -> None:
    """`kind` as `record` writes it; `scope(reader)` gives the rows whose entries the reader sees."""
    SCOPES[kind] = scope


def readable(entries: EntryQuerySet, reader: Any) -> EntryQuerySet:
    """Without those about rows outside the reader's scope; a superuser, who has the database, reads all."""
    if reader.is_superuser:
        return entries
    for kind, scope in SCOPES.items():
        keys = scope(reader).annotate(entry_key=Cast("pk", CharField())).values("entry_key")
        entries = entries.exclude(Q(object_kind=kind) & ~Q(object_id__in=keys))
    return entries
