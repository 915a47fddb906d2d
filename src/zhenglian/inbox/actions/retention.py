"""Applies the retention policy: erases what is old enough, batch by batch, each with its proof on record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.channels.door import forget_bodies
from zhenglian.inbox.actions import erasing
from zhenglian.inbox.actions.matters import lock_conversations
from zhenglian.inbox.keepers import KEEPERS
from zhenglian.inbox.models import Identity, Person, TypedText
from zhenglian.inbox.retention_policy import Kept, RetentionPolicy, Rule
from zhenglian.inbox.selectors.retention import (
    ERASED,
    Due,
    digest_of,
    due_by_class,
    due_of,
    places_of,
    still_due,
)
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

BATCH = 200
POLICY_KIND = "inbox.retention"
Erase = Callable[[list[int], Clock], object]


def list_due(policy: RetentionPolicy, *, clock: Clock = SYSTEM) -> list[Due]:
    """The dry run: what `apply_retention` would erase now. Writes nothing."""
    return due_by_class(policy, now=clock.now())


def apply_retention(
    policy: RetentionPolicy, *, actor: Staff | None = None, clock: Clock = SYSTEM
) -> list[Due]:
    """Erases class by class and returns what was erased.

    Records `inbox.retention` for each batch: class, count and the digest of the sorted ids. What came under
    way since it was listed is left out.
    """
    return [_apply(policy, rule, actor, clock) for rule in policy.rules]


def _apply(policy: RetentionPolicy, rule: Rule, actor: Staff | None, clock: Clock) -> Due:
    """Looked up anew: what an earlier class has erased is no longer due here."""
    due = due_of(rule, now=clock.now())
    erased: list[int] = []
    for batch in _batches(due.ids):
        erased += _erase_batch(policy, rule, batch, actor, clock)
    return Due(rule, erased, due.held, due.details)


@transaction.atomic
def _erase_batch(
    policy: RetentionPolicy, rule: Rule, batch: list[int], actor: Staff | None, clock: Clock
) -> list[int]:
    for places in places_of(rule, batch):  # from here on nothing of it can come under way
        lock_conversations(places)
    ids = still_due(rule, batch, now=clock.now())
    if not ids:
        return []
    ERASERS[rule.key](ids, clock)
    detail = {
        "class": rule.key.value,
        "keep_days": rule.keep_days,
        "count": len(ids),
        "ids_sha256": digest_of(ids),
        "policy_sha256": policy.digest,
    }
    on = (POLICY_KIND, policy.version, policy.version)
    record("inbox.retention", actor=actor, on=on, detail=detail, clock=clock)
    return ids


def _erase_identities(ids: list[int], clock: Clock) -> None:
    """With the last channel go the name and number that the person told."""
    for identity in Identity.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"):
        erasing.erase_identity(identity, clock=clock)
        person = identity.person
        if not person.identities.exclude(digest__startswith=ERASED).exists():
            erasing.forget_person(person, at=clock.now())


def _erase_persons(ids: list[int], clock: Clock) -> None:
    for person in Person.objects.select_for_update().filter(pk__in=ids).order_by("pk"):
        erasing.forget_person(person, at=clock.now())


def _erase_typed(ids: list[int], _clock: Clock) -> None:
    TypedText.objects.filter(pk__in=ids).delete()


def _erase_cases(ids: list[int], clock: Clock) -> None:
    KEEPERS[Kept.CASES].erase(ids, clock)


ERASERS: dict[Kept, Erase] = {
    Kept.ASKED: _erase_identities,
    Kept.MATTERS: lambda ids, clock: erasing.erase_matters(ids, clock=clock),
    Kept.CASES: _erase_cases,
    Kept.TALK: lambda ids, clock: erasing.erase_messages(ids, clock=clock),
    Kept.PUSHES: lambda ids, clock: forget_bodies(ids, clock=clock),
    Kept.SUBMISSIONS: lambda ids, _clock: erasing.erase_submissions(ids),
    Kept.TYPED: _erase_typed,
    Kept.PERSONS: _erase_persons,
}


def _batches(ids: Iterable[int]) -> Iterable[list[int]]:
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch
