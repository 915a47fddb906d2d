"""The rows of a queue as the template shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from zhenglian.inbox.desk_words import ClockLine, channel, clock_lines, who
from zhenglian.inbox.enums import MatterState
from zhenglian.inbox.receipt_codes import spaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zhenglian.inbox.models import Matter
    from zhenglian.inbox.selectors.search import Snippet
    from zhenglian.people.api import Staff


@dataclass(frozen=True, slots=True)
class Row:
    """`mark` is a digest-like text of all that is shown: the script swaps rows whose mark changed."""

    pk: int
    code: str
    who: str
    channel: str
    words: str
    class_label: str
    unit: str
    holder: str
    is_mine: bool
    state: str
    tone: str
    clocks: list[ClockLine]
    is_unread: bool
    typing: str
    at: datetime
    hit: Snippet | None  # where the words of a search stand


TONES = {MatterState.NEW: "", MatterState.OPEN: "", MatterState.WAITING: "wait"}


def rows_of(
    matters: Iterable[Matter],
    *,
    staff: Staff,
    labels: Mapping[str, str],
    now: datetime,
    hits: Mapping[int, Snippet],
) -> list[Row]:
    return [_row(matter, staff, labels, now, hits.get(matter.pk)) for matter in matters]


def _row(
    matter: Any,  # Any: with annotations
    staff: Staff,
    labels: Mapping[str, str],
    now: datetime,
    hit: Snippet | None,
) -> Row:
    return Row(
        pk=matter.pk,
        code=spaced(matter.code),
        who=who(matter.conversation.identity),
        channel=channel(matter.conversation),
        words=matter.summary or _("(no words)"),
        class_label=labels.get(matter.class_key, matter.class_key),
        unit=str(matter.unit),
        holder=str(matter.assignee) if matter.assignee else "",
        is_mine=matter.assignee_id == staff.pk,
        state=matter.get_state_display(),
        tone=TONES.get(matter.state, "good"),
        clocks=clock_lines(matter, now),
        is_unread=matter.is_unread,
        typing=matter.typing or "",
        at=matter.last_message_at,
        hit=hit,
    )
