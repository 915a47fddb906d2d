"""Channels of one person, linked after that person agreed; and undone. Conversations stay apart.

The other person's row stays, without channels, so that undoing finds it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.inbox import errors
from zhenglian.inbox.actions.messages import add_message
from zhenglian.inbox.enums import Direction, MessageKind
from zhenglian.inbox.models import Conversation, Identity, Person
from zhenglian.inbox.rules import can_handle
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit

LONGEST_WORDS = 500


@transaction.atomic
def link_identities(
    person_a: Person, person_b: Person, *, consent: Mapping[str, str], actor: Staff, clock: Clock = SYSTEM
) -> Person:
    """All channels of both belong to the person whom we met first. `consent`: {"how", "words"}.

    Records `inbox.link` (numbers only; how and in which words stands encrypted with each channel). Raises
    ConsentMissing, CannotLink, MayNotHandle.
    """
    given = {key: " ".join(str(consent.get(key, "")).split())[:LONGEST_WORDS] for key in ("how", "words")}
    if not all(given.values()):
        raise errors.ConsentMissing
    first, second = _locked(person_a, person_b)
    for person in (first, second):
        _check_may_link(actor, _units_of(person), clock=clock)
    now = clock.now()
    given |= {"by": str(actor), "at": now.isoformat()}
    identities = list(second.identities.select_for_update(no_key=True).order_by("pk"))
    for identity in identities:
        before = {"before": identity.consent} if identity.consent else {}
        identity.consent = given | {"from": second.pk} | before
        identity.person, identity.linked_at = first, now
        identity.save(update_fields=["consent", "person", "linked_at"])
    _show([*identities, *first.identities.all()], "linked", actor=actor, clock=clock)
    detail = {"from": second.pk, "identities": [identity.pk for identity in identities]}
    record("inbox.link", actor=actor, on=first, detail=detail, clock=clock)
    return first


@transaction.atomic
def unlink(identity: Identity, *, actor: Staff, clock: Clock = SYSTEM) -> Person:
    """The channel belongs to the person again whose it was before the last link. Records `inbox.unlink`.

    Raises CannotUnlink, MayNotHandle. Returns that person.
    """
    rows = Identity.objects.select_for_update(of=("self",), no_key=True).select_related("person")
    identity = rows.get(pk=identity.pk)
    if identity.linked_at is None or not identity.consent.get("from"):
        raise errors.CannotUnlink
    _check_may_link(actor, _units_of(identity.person), clock=clock)
    kept = identity.person
    former = Person.objects.filter(pk=identity.consent["from"]).first()
    former = former or Person.objects.create(created_at=clock.now())
    identity.person, identity.consent = former, identity.consent.get("before", {})
    identity.linked_at = clock.now() if identity.consent else None
    identity.save(update_fields=["person", "consent", "linked_at"])
    _show([identity], "unlinked", actor=actor, clock=clock)
    detail = {"to": former.pk, "identity": identity.pk}
    record("inbox.unlink", actor=actor, on=kept, detail=detail, clock=clock)
    return former


def _locked(person_a: Person, person_b: Person) -> tuple[Person, Person]:
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=[person_a.pk, person_b.pk])
    found = list(rows.order_by("pk"))
    if len(found) != 2 or any(person.erased_at for person in found):  # noqa: PLR2004  a pair
        raise errors.CannotLink
    first, second = found
    if not (first.identities.exists() and second.identities.exists()):
        raise errors.CannotLink
    return first, second


def _units_of(person: Person) -> list[Unit]:
    """Of the person's conversations and matters: who handles one of them knows this person."""
    conversations = Conversation.objects.filter(identity__person=person).select_related("unit")
    found = {conversation.unit_id: conversation.unit for conversation in conversations}
    for conversation in conversations.prefetch_related("matters__unit"):
        found |= {matter.unit_id: matter.unit for matter in conversation.matters.all()}
    return list(found.values())


def _check_may_link(staff: Staff, units: list[Unit], *, clock: Clock) -> None:
    if not any(can_handle(staff, unit, clock=clock) for unit in units):
        raise errors.MayNotHandle


def _show(identities: list[Identity], step: str, *, actor: Staff, clock: Clock) -> None:
    for conversation in Conversation.objects.filter(identity__in=identities).order_by("pk"):
        add_message(
            conversation,
            direction=Direction.STEP,
            kind=MessageKind.EVENT,
            content={"step": step},
            author=actor,
            clock=clock,
        )
