"""Everything that is kept of one person, as plain values: for the export's JSON and its page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.clocks.api import class_labels, runs_of
from zhenglian.inbox.actions.due_times import SUBJECT_KIND
from zhenglian.inbox.enums import Direction, MatterState, MediaState, MessageKind, Source
from zhenglian.inbox.models import Conversation, Identity, Matter, Media, Message, Person, Submission
from zhenglian.inbox.step_words import step_text
from zhenglian.inbox.whole_person import matters_of

TOLD = {"name": _("Name"), "phone": _("Telephone"), "mail": pgettext_lazy("person", "E-mail")}
OF_OTHERS = frozenset({"merged", "took"})  # steps with the receipt code of another citizen, which opens it
Record = dict[str, Any]  # Any: JSON; times are datetimes until they are written


def person_record(person: Person, *, with_notes: bool) -> Record:
    """`with_notes` False leaves out internal notes: what a citizen is handed. Fixed number of queries."""
    identities = list(person.identities.select_related("account").order_by("pk"))
    matters = list(matters_of(person).select_related("unit").order_by("received_at", "pk"))
    return {
        "person": {
            "details": person.details,
            "told": [[str(TOLD.get(key, key)), value] for key, value in person.details.items()],
            "first_met": person.created_at,
            "erased": person.erased_at,
        },
        "channels": [_channel(identity) for identity in identities],
        "letters": _letters(matters),
        "conversations": _conversations(identities, with_notes),
        "forms": [
            {"received": form.received_at, "content": form.content}
            for form in Submission.objects.filter(matter__in=matters).order_by("pk")
        ],
    }


def stored_media(person: Person, *, with_notes: bool) -> list[Media]:
    """Files that the export can take along."""
    rows = Media.objects.filter(
        message__conversation__identity__person=person, state=MediaState.STORED, message__erased_at=None
    )
    if not with_notes:
        rows = rows.exclude(message__direction=Direction.NOTE)
    return list(rows.order_by("pk"))


def file_name(media: Media) -> str:
    """Inside the archive. The type follows from what was found in the file, never from what a sender said."""
    ending = {"jpeg": "jpg", "plain": "txt", "mpeg": "mp3"}
    kind = media.mime.partition("/")[2].rpartition("-")[2] or "bin"
    safe = "".join(sign for sign in ending.get(kind, kind) if sign.isalnum())
    return f"media/{media.pk}.{safe or 'bin'}"


def _channel(identity: Identity) -> Record:
    return {
        "channel": str(Source(identity.source).label),
        "account": str(identity.account or ""),
        "handle": identity.handle,
        "is_following": identity.is_following,
        "linked": identity.linked_at,
        "consent": {key: value for key, value in identity.consent.items() if key in {"how", "words", "at"}},
    }


def _letters(matters: list[Matter]) -> list[Record]:
    labels, runs = class_labels(), runs_of(SUBJECT_KIND, [matter.pk for matter in matters])
    found = []
    for matter in matters:
        run = runs.get(str(matter.pk))
        found.append(
            {
                "code": matter.code,
                "summary": matter.summary,
                "class": labels.get(matter.class_key, matter.class_key),
                "state": str(MatterState(matter.state).label),
                "team": str(matter.unit),
                "received": matter.received_at,
                "answer_due": matter.answer_due_at,
                "extended_because": run.extended_reason if run else None,
                "first_word": matter.touched_at,
                "answered": matter.answered_at,
                "closed": matter.closed_at,
                "answer_rating": matter.answer_rating,
                "outcome_rating": matter.outcome_rating,
                "rating_words": matter.rating_words,
                "erased": matter.erased_at,
            }
        )
    return found


def _conversations(identities: list[Identity], with_notes: bool) -> list[Record]:  # noqa: FBT001  private
    rows = Message.objects.filter(conversation__identity__in=identities)
    if not with_notes:
        rows = rows.exclude(direction=Direction.NOTE)
    said: dict[int, list[Record]] = {}
    for message in rows.select_related("matter").prefetch_related("media").order_by("at", "pk"):
        said.setdefault(message.conversation_id, []).append(_said(message))
    conversations = Conversation.objects.filter(identity__in=identities).select_related("account")
    return [
        {
            "channel": str(Source(one.source).label),
            "account": str(one.account or ""),
            "started": one.started_at,
            "messages": said.get(one.pk, []),
        }
        for one in conversations.order_by("pk")
    ]


def _said(message: Message) -> Record:
    content = _own_content(message)
    return {
        "at": message.at,
        "from": str(Direction(message.direction).label),
        "side": message.direction,
        "kind": str(MessageKind(message.kind).label),
        "letter": message.matter.code if message.matter else "",
        "words": _words(message, content),
        "content": content,
        "media": [_medium(medium) for medium in message.media.all()],
        "erased": message.erased_at,
    }


def _own_content(message: Message) -> Record:
    content = message.content or {}
    if message.direction == Direction.STEP and content.get("step") in OF_OTHERS:
        return {key: value for key, value in content.items() if key != "code"}
    return content


def _words(message: Message, content: Record) -> str:
    if message.direction == Direction.STEP:
        return step_text(content)
    named = ("text", "recognition", "title", "description", "label", "url", "latitude", "longitude", "datum")
    return " ".join(str(content[key]) for key in named if content.get(key) not in {None, ""})


def _medium(medium: Media) -> Record:
    is_there = medium.state == MediaState.STORED
    return {
        "kind": str(MessageKind(medium.kind).label),
        "state": str(MediaState(medium.state).label),
        "mime": medium.mime,
        "bytes": medium.size,
        "file": file_name(medium) if is_there else "",
        "fetched": medium.fetched_at,
    }


def plain(value: object) -> object:
    """What `json.dumps` asks for times and lazy texts."""
    return value.isoformat() if isinstance(value, datetime) else str(value)
