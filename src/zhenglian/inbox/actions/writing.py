"""The messages of a batch: what came in, what was answered by itself, what happened; media, search words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zhenglian.autoreplies.api import Reply as Answer
from zhenglian.autoreplies.api import with_report_page
from zhenglian.inbox.actions.arrivals import Arrival
from zhenglian.inbox.actions.joining import Matters
from zhenglian.inbox.actions.messages import index_messages
from zhenglian.inbox.enums import Direction, MediaState, MessageKind
from zhenglian.inbox.models import Matter, Media, Message
from zhenglian.inbox.pushes.heard import Heard
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.kernel.clock import Clock


def write_messages(
    arrivals: Sequence[Arrival],
    places: Sequence[Matter | None],
    answers: Mapping[str, Answer],
    matters: Matters,
    *,
    clock: Clock,
) -> dict[int, Message]:
    """In the order in which things happened: each push, its automatic answer, the opening of its matter.

    Returns the messages by the number of their push.
    """
    rows: list[Message] = []
    came: list[tuple[Arrival, Message]] = []
    for arrival, matter in zip(arrivals, places, strict=True):
        message = _inbound(arrival, matter)
        came.append((arrival, message))
        rows += [message, *_around(arrival, matter, answers, matters)]
    Message.objects.bulk_create(rows)
    index_messages([message for message in rows if message.direction == Direction.IN])
    _save_media(came, clock)
    return {arrival.event.pk: message for arrival, message in came}


def _inbound(arrival: Arrival, matter: Matter | None) -> Message:
    return Message(
        conversation=arrival.conversation,
        matter=matter,
        direction=Direction.IN,
        kind=arrival.heard.kind,
        content=arrival.heard.content,
        at=arrival.at,
        push=arrival.event,
    )


def _around(
    arrival: Arrival, matter: Matter | None, answers: Mapping[str, Answer], matters: Matters
) -> list[Message]:
    found = []
    answer = answers.get(arrival.event.answer)
    content = {} if answer is None else answer_content(answer, arrival.heard)
    if content:
        found.append(_beside(arrival, matter, Direction.AUTO, MessageKind.TEXT, content))
    if arrival.heard.is_revocation:
        found.append(_step(arrival, matter, "erasure_asked"))
    if matter is not None and matters.opened.get(arrival.conversation.pk) is arrival:
        found.append(_step(arrival, matter, "opened", code=spaced(matter.code)))
    elif matter is not None and matters.followed_up.get(matter.pk) is arrival:
        found.append(_step(arrival, matter, "followed_up"))
    return found


def _step(arrival: Arrival, matter: Matter | None, step: str, **facts: str) -> Message:
    return _beside(arrival, matter, Direction.STEP, MessageKind.EVENT, {"step": step, **facts})


def _beside(
    arrival: Arrival,
    matter: Matter | None,
    direction: Direction,
    kind: MessageKind,
    content: dict[str, Any],  # Any: JSON
) -> Message:
    return Message(
        conversation=arrival.conversation,
        matter=matter,
        direction=direction,
        kind=kind,
        content=content,
        at=arrival.event.received_at,
    )


def answer_content(answer: Answer, heard: Heard) -> dict[str, Any]:  # Any: JSON
    """How an automatic reply to this stands in the conversation; {} when nothing was said."""
    said: dict[str, Any] = {}
    if answer.text:
        said["text"] = with_report_page(answer.text, heard.spot)
    if answer.articles:
        said["articles"] = [{"title": each.title, "url": each.url} for each in answer.articles]
    if answer.media_id:
        said["picture"] = answer.media_id
    return said | {"rule": answer.rule, "ref": answer.ref} if said else {}


def _save_media(came: Sequence[tuple[Arrival, Message]], clock: Clock) -> None:
    now = clock.now()
    Media.objects.bulk_create(
        [
            Media(message=message, kind=kind, handle=handle, state=MediaState.WAITING, next_try_at=now)
            for arrival, message in came
            for kind, handle in arrival.heard.media
        ]
    )
