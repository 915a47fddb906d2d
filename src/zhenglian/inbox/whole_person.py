"""Everything of one person: whose it is, by which receipt code it is found, who may see it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from zhenglian.inbox.models import Conversation, Matter, Person
from zhenglian.inbox.retention_errors import CodeUnknown, MayNotSeeWhole
from zhenglian.inbox.rules import can_supervise
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import Unit

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def person_by_code(code: str) -> Person:
    """As printed on a receipt, with or without dashes. Raises CodeUnknown."""
    plain = code.strip().upper().replace("-", "").replace(" ", "")
    matter = Matter.objects.filter(code=plain).select_related("conversation__identity__person").first()
    if matter is None:
        raise CodeUnknown
    return matter.conversation.identity.person


def matters_of(person: Person) -> QuerySet[Matter]:
    """From every channel through which the person wrote."""
    return Matter.objects.filter(conversation__identity__person=person)


def can_see_whole(actor: Staff | None, person: Person, *, clock: Clock = SYSTEM) -> bool:
    """A supervisor of every team that the person wrote to; None is the operator at the command line."""
    if actor is None:
        return True
    units = _units_of(person)
    return bool(units) and all(can_supervise(actor, unit, clock=clock) for unit in units)


def check_may_see_whole(actor: Staff | None, person: Person, *, clock: Clock = SYSTEM) -> None:
    """Raises MayNotSeeWhole."""
    if not can_see_whole(actor, person, clock=clock):
        raise MayNotSeeWhole


def _units_of(person: Person) -> list[Unit]:
    of_matters = matters_of(person).values("unit")
    of_talk = Conversation.objects.filter(identity__person=person).values("unit")
    return list(Unit.objects.filter(pk__in=of_matters.union(of_talk)))
