"""Who wrote: pushes of a batch get their identities and conversations, new ones made, all rows locked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from zhenglian.channels.door import CallbackEvent
from zhenglian.inbox.enums import Source
from zhenglian.inbox.handles import handle_digest
from zhenglian.inbox.models import Conversation, Identity, Person
from zhenglian.inbox.pushes import Heard, heard, unread

log = structlog.get_logger(__name__)

EARLIEST = timedelta(days=1)  # a platform's time that is older than this beside ours is not believed
Who = tuple[int, str]  # account and digest


@dataclass(slots=True)
class Arrival:
    """One push on its way into a conversation."""

    event: CallbackEvent
    heard: Heard
    who: Who
    at: datetime
    conversation: Conversation


def heard_of(event: CallbackEvent) -> Heard:
    """A push that our reader fails on becomes «other»; the log names it by its number, never its words."""
    try:
        return heard(event.account.platform, event.kind, event.body)
    except Exception as reason:  # noqa: BLE001  whatever a stranger sent must not stop the others
        log.error("inbox.push_unreadable", push=event.pk, reason=type(reason).__name__)
        return unread(event.kind)


def arrivals_of(events: Sequence[CallbackEvent], *, now: datetime) -> list[Arrival]:
    """In the order in which they came. Identities are completed, conversations locked in their order."""
    said = [(event, heard_of(event)) for event in events]
    whos = [(event.account_id, _digest(event, what)) for event, what in said]
    wanted = {who: (event, what.sender) for who, (event, what) in zip(whos, said, strict=True)}
    identities = _identities(wanted, now)
    conversations = _conversations(identities, wanted, now)
    return [
        Arrival(event, what, who, _said_at(event, what), conversations[identities[who].pk])
        for (event, what), who in zip(said, whos, strict=True)
    ]


def _digest(event: CallbackEvent, what: Heard) -> str:
    return handle_digest(Source(event.account.platform), what.sender)


def _said_at(event: CallbackEvent, what: Heard) -> datetime:
    """The platform's time where it can be right, else when we received it."""
    if what.at is None or not event.received_at - EARLIEST <= what.at <= event.received_at:
        return event.received_at
    return what.at


Wanted = dict[Who, tuple[CallbackEvent, str]]  # one push of each, and the sender's handle


def _identities(wanted: Wanted, now: datetime) -> dict[Who, Identity]:
    found = _known(wanted)
    missing = sorted(set(wanted) - set(found))
    if missing:
        persons = Person.objects.bulk_create([Person(created_at=now) for _ in missing])
        fresh = [
            _new_identity(person, who, *wanted[who]) for person, who in zip(persons, missing, strict=True)
        ]
        Identity.objects.bulk_create(fresh, ignore_conflicts=True)
        found |= _known({who: wanted[who] for who in missing})
        used = {identity.person_id for identity in found.values()}
        late = [person.pk for person in persons if person.pk not in used]
        if late:  # another worker made the same identities at the same moment
            Person.objects.filter(pk__in=late).delete()
    return found


def _known(whos: Iterable[Who]) -> dict[Who, Identity]:
    accounts, digests = {account for account, _ in whos}, [digest for _, digest in whos]
    rows = Identity.objects.filter(account__in=accounts, digest__in=digests)
    known = {(row.account_id or 0, row.digest): row for row in rows}
    return {who: known[who] for who in whos if who in known}


def _new_identity(person: Person, who: Who, event: CallbackEvent, handle: str) -> Identity:
    return Identity(
        person=person,
        source=Source(event.account.platform),
        account_id=who[0],
        digest=who[1],
        handle=handle,
        is_following=bool(handle),
        is_reachable=bool(handle),
    )


def _conversations(identities: dict[Who, Identity], wanted: Wanted, now: datetime) -> dict[int, Conversation]:
    """By identity; locked in the order of their numbers, so that two workers never wait for each other."""
    by_pk = {identity.pk: identity for identity in identities.values()}
    found = _locked(by_pk)
    if len(found) < len(by_pk):
        fresh = [
            Conversation(
                identity=identity,
                source=identity.source,
                account_id=who[0],
                unit_id=wanted[who][0].account.unit_id,
                started_at=now,
                last_message_at=now,
            )
            for who, identity in sorted(identities.items(), key=lambda pair: pair[1].pk)
            if identity.pk not in found
        ]
        Conversation.objects.bulk_create(fresh, ignore_conflicts=True)
        found = _locked(by_pk)
    for identity_id, conversation in found.items():
        conversation.identity = by_pk[identity_id]
    return found


def _locked(identities: dict[int, Identity]) -> dict[int, Conversation]:
    rows = Conversation.objects.select_for_update(of=("self",), no_key=True)
    return {row.identity_id: row for row in rows.filter(identity__in=list(identities)).order_by("pk")}
