"""What of the inbox may not grow too old, and what to do then. Loaded by `alarms`. No word of a citizen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhenglian.alarms.api import Sighting, watch
from zhenglian.inbox.models import Matter, Reply
from zhenglian.inbox.receipt_codes import masked
from zhenglian.inbox.selectors.stuck import (
    late_answers,
    late_first_words,
    next_ending_template,
    oldest_call,
    oldest_unknown,
    oldest_unsent,
)
from zhenglian.kernel.clock import BEIJING, Clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BEFORE_THE_END = timedelta(days=14)  # of the rule that a template cites


def _of_reply(
    find: Callable[[], Reply | None], since: Callable[[Reply], datetime | None], advice: StrOrPromise
) -> Callable[[Clock], Sighting | None]:
    def probe(_clock: Clock) -> Sighting | None:
        reply = find()
        moment = None if reply is None else since(reply)
        if reply is None or moment is None:
            return None
        address = reverse("inbox:matter", args=[reply.matter_id])
        return Sighting(moment, masked(reply.matter.code), advice, address)  # it is mailed

    return probe


def _of_letters(
    find: Callable[[datetime], QuerySet[Matter]], column: str, advice: StrOrPromise
) -> Callable[[Clock], Sighting | None]:
    """A count, so that one alarm stands for all of them."""

    def probe(clock: Clock) -> Sighting | None:
        late = find(clock.now())
        first = late.first()
        if first is None:
            return None
        address = f"{reverse('inbox:queue')}?queue=overdue"
        return Sighting(getattr(first, column), str(late.count()), advice, address)

    return probe


def _ending_template(clock: Clock) -> Sighting | None:
    today = clock.now().astimezone(BEIJING).date()
    template = next_ending_template(today + BEFORE_THE_END)
    if template is None or template.valid_until is None:
        return None
    since = datetime.combine(template.valid_until - BEFORE_THE_END, time(), BEIJING)
    advice = _("The rule that it cites ends. Revise the template, or retire it.")
    return Sighting(since, template.title, advice, reverse("inbox_templates:edit", args=[template.pk]))


watch(
    "inbox.reply_unsent",
    label=_("reply to a citizen not sent"),
    bound=timedelta(minutes=15),
    probe=_of_reply(
        oldest_unsent,
        lambda reply: reply.decided_at,
        _("Look on its page why; then whether the account and the worker run."),
    ),
)
watch(
    "inbox.reply_unknown",
    label=_("outcome of a reply unknown"),
    bound=timedelta(minutes=30),
    probe=_of_reply(
        oldest_unknown,
        lambda reply: reply.in_flight_at,
        _("Look on the platform whether it is there, and say so on its page."),
    ),
)
watch(
    "inbox.call_owed",
    label=_("call to a citizen owed"),
    bound=timedelta(hours=24),
    probe=_of_reply(
        oldest_call,
        lambda reply: reply.decided_at,
        _("Call the citizen and note it on the page of the letter."),
    ),
    is_warning=True,
)
watch(
    "inbox.late_first_word",
    label=_("letters without a first response in time"),
    bound=timedelta(0),
    probe=_of_letters(late_first_words, "touch_due_at", _("Claim them and answer.")),
    is_warning=True,
)
watch(
    "inbox.late_answer",
    label=_("letters not answered in time"),
    bound=timedelta(0),
    probe=_of_letters(late_answers, "answer_due_at", _("Answer them, or extend the time with a reason.")),
    is_warning=True,
)
watch(
    "inbox.template_ends",
    label=_("reply template that ends"),
    bound=timedelta(0),
    probe=_ending_template,
    is_warning=True,
)
