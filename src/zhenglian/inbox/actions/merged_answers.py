"""Answers matters that were put together: each citizen gets own words, all or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.inbox import reply_errors as errors
from zhenglian.inbox.actions.matters import locked_matter, locked_matters
from zhenglian.inbox.actions.replies import REPLIED_TO, new_reply, pass_on
from zhenglian.inbox.models import Matter, Reply
from zhenglian.inbox.reply_ways import own_way
from zhenglian.inbox.rules import check_holds
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def answer_merged(
    matter: Matter,
    texts: Mapping[int, str],
    *,
    is_sensitive: bool = False,
    actor: Staff,
    clock: Clock = SYSTEM,
) -> list[Reply]:
    """The final answer to a matter and to all that were merged into it, by the way each citizen chose.

    `texts`: own words for each matter's id. Raises MayNotHandle, NotClaimedByYou, NoAnswerToEnded,
    AnswerMissing, and what `draft_reply` raises for a text.
    """
    first = locked_matter(matter)
    check_holds(actor, first, clock=clock)
    if first.state not in REPLIED_TO:
        raise errors.NoAnswerToEnded
    rows = locked_matters([first, *first.merged_matters.all()])
    if set(texts) != set(rows) or not all(text.strip() for text in texts.values()):
        raise errors.AnswerMissing
    return [
        pass_on(
            new_reply(row, texts[pk], (True, is_sensitive), way=own_way(row), actor=actor, clock=clock),
            row,
            actor=actor,
            clock=clock,
        )
        for pk, row in rows.items()
    ]
