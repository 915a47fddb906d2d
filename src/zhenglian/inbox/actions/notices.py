"""The receipt that a citizen gets where they wrote: the code and its page's address, sent by the machine.

The website shows the code at once and on the telephone it is told, so only platforms get a message.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from zhenglian.inbox.enums import Direction, MessageKind, ReplyState, Source, WindowKind
from zhenglian.inbox.models import Matter, Message, Reply
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.kernel.clock import SYSTEM, Clock

PLATFORMS = (Source.WECHAT, Source.WEIBO)
ADDRESS = "/letters/{code}/"


def queue_receipt(matter: Matter, *, clock: Clock = SYSTEM) -> Reply | None:
    """One reply without author, ready to leave; None where the citizen gets the code in another way."""
    found = queue_receipts([matter], clock=clock)
    return found[0] if found else None


def queue_receipts(matters: Iterable[Matter], *, clock: Clock) -> list[Reply]:
    """Many at once, in three statements. Only while the platform's window is that of a message."""
    wanted = [matter for matter in matters if _can_be_told(matter)]
    now = clock.now()
    texts = [receipt_text(matter) for matter in wanted]
    messages = Message.objects.bulk_create(
        [
            Message(
                conversation_id=matter.conversation_id,
                matter=matter,
                direction=Direction.OUT,
                kind=MessageKind.TEXT,
                content={"text": text, "notice": "receipt"},
                at=now,
            )
            for matter, text in zip(wanted, texts, strict=True)
        ]
    )
    return Reply.objects.bulk_create(
        [
            Reply(
                matter=matter,
                message=message,
                content={"text": text},
                state=ReplyState.QUEUED,
                created_at=now,
                decided_at=now,
                next_attempt_at=now,
            )
            for matter, message, text in zip(wanted, messages, texts, strict=True)
        ]
    )


def receipt_text(matter: Matter) -> str:
    """In the office's language, whoever's request or job this runs in."""
    address = settings.SITE_URL.rstrip("/") + ADDRESS.format(code=matter.code)
    with translation.override(settings.LANGUAGE_CODE):
        return _(
            "We have received your letter. Its receipt code is %(code)s. "
            "See how far it is, or add something: %(address)s"
        ) % {"code": spaced(matter.code), "address": address}


def _can_be_told(matter: Matter) -> bool:
    conversation = matter.conversation
    if conversation.source not in PLATFORMS or not conversation.identity.is_reachable:
        return False
    return conversation.window_kind == WindowKind.MESSAGE and conversation.window_left != 0
