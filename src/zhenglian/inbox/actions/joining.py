"""Which matter a message belongs to: the one under way, one answered within a week, or a new one.

Several under way in one conversation: the one that waits for the citizen, then the one heard of last; in
each of them officers see the whole conversation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from zhenglian.autoreplies.api import Reply as Answer
from zhenglian.clocks.crowd import start_many
from zhenglian.inbox.actions.arrivals import Arrival
from zhenglian.inbox.actions.course import FOLLOW_UP, resume_matter
from zhenglian.inbox.actions.due_times import due_columns
from zhenglian.inbox.actions.matters import CODE_LENGTH, DEFAULT_CLASS, subject_of
from zhenglian.inbox.enums import UNDER_WAY, MatterState
from zhenglian.inbox.models import Conversation, Matter, Message
from zhenglian.inbox.pushes import Asks
from zhenglian.inbox.summaries import summary_of
from zhenglian.kernel.clock import Clock
from zhenglian.kernel.ids import short_code

LATER = (MatterState.ANSWERED, MatterState.CLOSED)


@dataclass(slots=True)
class Matters:
    """The matters of a batch, by conversation, and what happens to them."""

    current: dict[int, Matter] = field(default_factory=dict)
    opened: dict[int, Arrival] = field(default_factory=dict)  # by conversation: what opened the new one
    joined: set[int] = field(default_factory=set)
    resumed: list[Matter] = field(default_factory=list)
    followed_up: dict[int, Arrival] = field(default_factory=dict)  # by matter: what came after the answer


def matters_of(conversations: Iterable[Conversation], *, clock: Clock) -> Matters:
    """Those that a message may join, locked in the order of their numbers."""
    recent = Q(state__in=LATER, answered_at__gte=clock.now() - FOLLOW_UP)
    rows = Matter.objects.select_for_update(of=("self",), no_key=True).filter(
        Q(state__in=UNDER_WAY) | recent, conversation__in=list(conversations)
    )
    found = sorted(rows.order_by("pk"), key=_rank)
    return Matters({matter.conversation_id: matter for matter in found})


def _rank(matter: Matter) -> tuple[bool, bool, object]:
    return (matter.state in UNDER_WAY, matter.state == MatterState.WAITING, matter.last_message_at)


def join(matters: Matters, arrival: Arrival, answer: Answer | None, *, clock: Clock) -> Matter | None:
    """The matter of this push, not saved when new; None when nobody has to look at it."""
    if arrival.heard.asks in {Asks.NEVER, Asks.IF_RULED} and not must_look(arrival, answer):
        return None
    place = arrival.conversation.pk
    matter = matters.current.get(place)
    if matter is None:
        if not must_look(arrival, answer):
            return None
        matter = matters.current[place] = _new(arrival, clock)
        matters.opened[place] = arrival
    elif place not in matters.opened and matter.pk not in matters.joined:
        _note_join(matters, matter, arrival)
    return matter


def must_look(arrival: Arrival, answer: Answer | None) -> bool:
    """A person, because a rule says so or because none answered."""
    asks = arrival.heard.asks
    if asks == Asks.UNLESS_ANSWERED:
        return answer is None or answer.to_person
    return asks == Asks.ALWAYS or (asks == Asks.IF_RULED and answer is not None and answer.to_person)


def _note_join(matters: Matters, matter: Matter, arrival: Arrival) -> None:
    matters.joined.add(matter.pk)
    if matter.state == MatterState.WAITING:
        matters.resumed.append(matter)
    elif matter.state in LATER and matter.followed_up_at is None:
        matters.followed_up[matter.pk] = arrival


def _new(arrival: Arrival, clock: Clock) -> Matter:
    return Matter(
        code=short_code(CODE_LENGTH),
        conversation=arrival.conversation,
        summary=summary_of(arrival.heard.kind, arrival.heard.content),
        class_key=DEFAULT_CLASS,
        unit_id=arrival.event.account.unit_id,
        received_at=arrival.at,
        last_message_at=clock.now(),
    )


def save_new(matters: Matters) -> None:
    """The new ones get numbers; their clocks begin in `start_clocks`, after all rows are locked."""
    Matter.objects.bulk_create([matters.current[place] for place in matters.opened])


def save_joined(matters: Matters, *, clock: Clock) -> None:
    """Moves them up; an answered one shows that the citizen wrote again, and does not vanish."""
    now = clock.now()
    Matter.objects.filter(pk__in=matters.joined).update(last_message_at=now)
    later = Matter.objects.filter(pk__in=list(matters.followed_up))
    later.update(followed_up_at=now, state=MatterState.ANSWERED, closed_at=None)


def start_clocks(matters: Matters, origins: Mapping[int, Message], *, clock: Clock) -> list[Matter]:
    """Of the new matters, whose due times and first message are then written by one statement for all."""
    opened = [matters.current[place] for place in matters.opened]
    wanted = [(subject_of(matter), str(matter.class_key), matter.received_at) for matter in opened]
    for matter, run in zip(opened, start_many(wanted, clock=clock), strict=True):
        matter.origin = origins[matters.opened[matter.conversation_id].event.pk]
        for name, value in due_columns(run).items():
            setattr(matter, name, value)
    fields = ["origin", "touch_due_at", "answer_due_at", "next_due_at"]
    Matter.objects.bulk_create(opened, update_conflicts=True, unique_fields=["id"], update_fields=fields)
    return opened


def resume_waiting(matters: Matters, *, clock: Clock) -> None:
    """The clocks of those whose citizen has written again run on."""
    for matter in matters.resumed:
        resume_matter(matter, actor=None, clock=clock)
