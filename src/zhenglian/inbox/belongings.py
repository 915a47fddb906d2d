"""All of a matter that goes along when somebody else takes it over: words, place, pictures, contact."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse

from zhenglian.inbox.actions.media_files import file_bytes
from zhenglian.inbox.enums import Direction, MediaState, MessageKind, Source
from zhenglian.inbox.errors import MediaNotStored
from zhenglian.inbox.models import Media, Message
from zhenglian.inbox.selectors.desk_queues import visible_matters

if TYPE_CHECKING:
    from zhenglian.inbox.models import Matter
    from zhenglian.people.api import Staff


@dataclass(frozen=True, slots=True)
class Belongings:
    """`text`: what the citizen wrote, oldest first. `lon`, `lat` in `datum`, of the last position sent."""

    text: str = field(default="", repr=False)
    lon: float | None = None
    lat: float | None = None
    datum: str = ""
    place: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    mail: str = field(default="", repr=False)
    pictures: tuple[bytes, ...] = field(default=(), repr=False)

    @staticmethod
    def conversation_for(staff: Staff, matter_id: int) -> str:
        """The address of the conversation that it came from; "" for those who may not read it."""
        is_readable = visible_matters(staff).filter(pk=matter_id).exists()
        return reverse("inbox:matter", args=[matter_id]) if is_readable else ""

    @classmethod
    def of(cls, matter: Matter) -> Belongings:
        """Four queries. Pictures that were not fetched yet, or refused, are left out."""
        said = list(matter.messages.filter(direction=Direction.IN, erased_at=None).order_by("at", "pk"))
        texts = [str(message.content.get("text", "")).strip() for message in said]
        spots = [message.content for message in said if message.kind == MessageKind.LOCATION]
        details = matter.conversation.identity.person.details
        spot = spots[-1] if spots else {}
        return cls(
            text="\n".join(text for text in texts if text),
            lon=spot.get("longitude"),
            lat=spot.get("latitude"),
            datum=str(spot.get("datum", "")),
            place=str(spot.get("label", "")),
            name=str(details.get("name", "")),
            phone=str(details.get("phone", "")),
            mail=str(details.get("mail", "")),
            pictures=tuple(_pictures(said, matter.conversation.source)),
        )


def _pictures(said: list[Message], source: str) -> list[bytes]:
    rows = Media.objects.filter(message__in=said, kind=MessageKind.IMAGE).order_by("pk")
    found = []
    for media in rows:
        try:
            found.append(_bytes_of(media, source))
        except (MediaNotStored, binascii.Error):
            continue
    return found


def _bytes_of(media: Media, source: str) -> bytes:
    """A letter's picture stands in its row until the job has put it into a file."""
    if media.state == MediaState.WAITING and source == Source.WEB:
        return base64.b64decode(str(media.handle), validate=True)
    return file_bytes(media)
