"""What a reply template says for one matter, and whether it may still be offered. Pure but for the rows."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.utils.translation import pgettext

from zhenglian.clocks.api import due_words
from zhenglian.inbox.models import Matter, ReplyTemplate
from zhenglian.inbox.receipt_codes import spaced
from zhenglian.inbox.reply_errors import PlaceholderUnknown

PLACEHOLDERS = ("称呼", "编号", "期限")
BRACES = re.compile(r"\{([^{}]*)\}")
SOON = timedelta(days=14)


def filled(template: ReplyTemplate, matter: Matter) -> str:
    """Each pair of braces once: what a citizen calls themselves is never read as a placeholder."""
    values = _values(matter)
    return BRACES.sub(lambda found: values.get(found[1].strip(), found[0]), template.body)


def _values(matter: Matter) -> dict[str, str]:
    name = str(matter.conversation.identity.person.details.get("name", "")).strip()
    due = matter.answer_due_at
    when = due_words(due) if due is not None else pgettext("deadline in a template", "the time laid down")
    return {"称呼": name or pgettext("salutation", "you"), "编号": spaced(matter.code), "期限": when}


def checked_body(text: str) -> str:
    """Raises PlaceholderUnknown: a wrong word between braces would reach the citizen as it is."""
    if any(name.strip() not in PLACEHOLDERS for name in BRACES.findall(text)):
        raise PlaceholderUnknown
    return text


def is_expired(template: ReplyTemplate, today: date) -> bool:
    """From the day after its last one."""
    return template.valid_until is not None and template.valid_until < today


def ends_soon(template: ReplyTemplate, today: date) -> bool:
    """In use, and its rule ends within the days of SOON."""
    until = template.valid_until
    return until is not None and today <= until <= today + SOON
