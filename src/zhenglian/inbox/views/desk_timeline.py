"""A conversation as the officer reads it: one entry for each thing said, noted or done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from zhenglian.inbox.enums import Datum, Direction, MessageKind, ReplyState
from zhenglian.inbox.media_words import media_reason
from zhenglian.inbox.reply_words import reply_trouble
from zhenglian.inbox.step_words import step_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhenglian.inbox.models import Media, Message, Reply

TONES = {
    ReplyState.SENT: "good",
    ReplyState.WAITING: "wait",
    ReplyState.IN_REVIEW: "wait",
    ReplyState.RETURNED: "bad",
    ReplyState.UNKNOWN: "bad",
    ReplyState.FAILED: "bad",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A position as it came, with its datum: the two differ by hundreds of metres."""

    latitude: float
    longitude: float
    datum: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """`side`: in, out, auto, note or step. `text` is shown as text, never as markup."""

    pk: int
    side: str
    speaker: str
    kind: str
    text: str
    at: datetime
    is_of_this_matter: bool
    reply: Reply | None = None
    tone: str = ""
    trouble: str = ""
    articles: list[str] = field(default_factory=list)
    place: Place | None = None
    link: str = ""
    title: str = ""
    media: list[tuple[Media, str]] = field(default_factory=list)  # with the reason why it is not here
    is_erased: bool = False


def entries_of(messages: Iterable[Message], *, matter_id: int, citizen: str) -> list[Entry]:
    """`messages` with author, reply and media fetched."""
    return [_entry(message, matter_id, citizen) for message in messages]


def _entry(message: Message, matter_id: int, citizen: str) -> Entry:
    content: dict[str, Any] = message.content or {}  # Any: JSON
    reply = getattr(message, "reply", None)
    return Entry(
        pk=message.pk,
        side=message.direction,
        speaker=_speaker(message, citizen),
        kind="" if message.kind == MessageKind.TEXT else str(MessageKind(message.kind).label),
        text=_text(message, content),
        at=message.at,
        is_of_this_matter=message.matter_id in {None, matter_id},
        reply=reply,
        tone="" if reply is None else TONES.get(ReplyState(reply.state), ""),
        trouble="" if reply is None else reply_trouble(reply),
        articles=[str(one.get("title", "")) for one in content.get("articles", [])],
        place=_place(content) if message.kind == MessageKind.LOCATION else None,
        link=str(content.get("url") or "") if message.kind == MessageKind.LINK else "",
        title=str(content.get("title") or ""),
        media=[(media, str(media_reason(media.reason))) for media in message.media.all()],
        is_erased=message.erased_at is not None,
    )


def _speaker(message: Message, citizen: str) -> str:
    if message.direction == Direction.IN:
        return citizen
    if message.direction == Direction.AUTO:
        rule = str((message.content or {}).get("rule") or "")
        return _("Automatic reply “%(rule)s”") % {"rule": rule} if rule else _("Automatic reply")
    if message.author is not None:
        return str(message.author)
    return _("The system")


def _text(message: Message, content: dict[str, Any]) -> str:  # Any: JSON
    if message.direction == Direction.STEP:
        return step_text(content)
    for key in ("text", "recognition", "description"):
        if isinstance(content.get(key), str) and content[key].strip():
            return str(content[key])
    return ""


def _place(content: dict[str, Any]) -> Place | None:  # Any: JSON
    try:
        latitude, longitude = float(content["latitude"]), float(content["longitude"])
    except (KeyError, TypeError, ValueError):
        return None
    datum = str(content.get("datum", ""))
    shown = str(Datum(datum).label) if datum in Datum.values else datum
    return Place(latitude, longitude, shown, str(content.get("label") or ""))
