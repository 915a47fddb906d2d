"""Persons and their conversations outside the platforms: a form of the website, a telephone number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.inbox.enums import Source
from zhenglian.inbox.handles import handle_digest
from zhenglian.inbox.models import Conversation, Identity, Person
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Unit


@transaction.atomic
def conversation_off_platform(
    source: Source,
    handle: str,
    *,
    unit: Unit,
    details: Mapping[str, str],
    clock: Clock = SYSTEM,
) -> Conversation:
    """The conversation of this number or form, with a new person when the handle was never met.

    `details` (name, phone, mail) complete what the person told before, and never replace it. The identity's
    row stays locked: two notes of one number at once become one conversation.
    """
    now = clock.now()
    digest = handle_digest(source, handle)
    identity = _locked_identity(source, digest)
    if identity is None:
        person = Person.objects.create(details=dict(details), created_at=now)
        Identity.objects.bulk_create(
            [Identity(person=person, source=source, digest=digest, handle=handle)], ignore_conflicts=True
        )
        identity = _locked_identity(source, digest)
        if identity is None or identity.person_id != person.pk:  # somebody else was quicker
            person.delete()
        identity = identity or Identity.objects.get(source=source, account=None, digest=digest)
    _complete(identity.person, details)
    conversation, _is_new = Conversation.objects.get_or_create(
        identity=identity,
        defaults={"source": source, "unit": unit, "started_at": now, "last_message_at": now},
    )
    return conversation


def _locked_identity(source: Source, digest: str) -> Identity | None:
    rows = Identity.objects.select_for_update(of=("self",), no_key=True).select_related("person")
    return rows.filter(source=source, account=None, digest=digest).first()


def _complete(person: Person, details: Mapping[str, str]) -> None:
    fuller = {**details, **person.details}
    if fuller != person.details:
        person.details = fuller
        person.save(update_fields=["details"])
