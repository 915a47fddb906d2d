"""Erasure of one person on request (PIPL art. 47): everything at once, except while a matter is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.inbox.actions.erasing import erase_identity, forget_person
from zhenglian.inbox.actions.matters import lock_conversations
from zhenglian.inbox.enums import ErasureGround
from zhenglian.inbox.models import Conversation, Matter, Person
from zhenglian.inbox.retention_errors import MatterUnderWay, PersonErased
from zhenglian.inbox.selectors.retention import digest_of, held
from zhenglian.inbox.whole_person import check_may_see_whole, matters_of
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def erase_person(
    person: Person, *, ground: ErasureGround, actor: Staff | None, clock: Clock = SYSTEM
) -> Person:
    """`actor` None is the operator at the command line.

    Records `inbox.erase_person` with the ground, the number of matters and the digest of their ids: no word
    of them. Raises MayNotSeeWhole, PersonErased, MatterUnderWay.
    """
    check_may_see_whole(actor, person, clock=clock)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.erased_at is not None:
        raise PersonErased
    lock_conversations(Conversation.objects.filter(identity__person=person))
    _demand_nothing_under_way(person)
    ids = list(matters_of(person).order_by("pk").values_list("pk", flat=True))
    for identity in person.identities.select_for_update(of=("self",)).order_by("pk"):
        erase_identity(identity, clock=clock)
    forget_person(person, at=clock.now())
    person.refresh_from_db()
    detail = {"ground": ErasureGround(ground).value, "matters": len(ids), "ids_sha256": digest_of(ids)}
    record("inbox.erase_person", actor=actor, on=person, detail=detail, clock=clock)
    return person


def _demand_nothing_under_way(person: Person) -> None:
    kept = Matter.objects.filter(held(), conversation__identity__person=person).order_by("pk")
    codes = list(kept.values_list("code", flat=True))
    if codes:
        raise MatterUnderWay(codes)
