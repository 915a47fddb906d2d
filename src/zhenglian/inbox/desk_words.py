"""How the officer's pages say things: who wrote, from where, how long is left. Pure: nothing is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils.dateformat import format as date_format
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhenglian.clocks.api import due_words
from zhenglian.inbox.enums import UNDER_WAY, MatterState, Source
from zhenglian.kernel.clock import BEIJING

if TYPE_CHECKING:
    from zhenglian.inbox.models import Conversation, Identity, Matter

SOON = timedelta(hours=4)
SOON_ANSWER = timedelta(days=1)
PHONE_SHOWN = 7  # of eleven digits
MINUTES_AN_HOUR, HOURS_A_DAY = 60, 24


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock of a row. `due_at` is set while it runs, for the script that keeps `left` true."""

    label: str
    when: str
    left: str
    tone: str  # "", wait, bad, good
    due_at: datetime | None = None


def span_words(span: timedelta) -> str:
    """The largest unit of a span, rounded down: 3 d, 5 h, 12 min. The script says the same (clocks.js)."""
    minutes = int(abs(span).total_seconds() // 60)
    hours, minutes = divmod(minutes, MINUTES_AN_HOUR)
    days, hours = divmod(hours, HOURS_A_DAY)
    counted = [(days, _("{n} d")), (hours, _("{n} h")), (minutes, _("{n} min"))]
    count, word = next((each for each in counted if each[0]), counted[-1])
    return word.replace("{n}", str(count))


def hours_words(span: timedelta) -> str:
    """Hours and minutes, as a window of two days is counted: 47 h 12 min."""
    hours, minutes = divmod(int(max(span, timedelta(0)).total_seconds() // 60), MINUTES_AN_HOUR)
    counted = [(hours, _("{n} h")), (minutes, _("{n} min"))]
    return " ".join(
        word.replace("{n}", str(count)) for count, word in counted if count or word == counted[1][1]
    )


def left_words(due_at: datetime, now: datetime) -> str:
    frame = _("{span} over") if now >= due_at else _("{span} left")
    return frame.replace("{span}", span_words(due_at - now))


def clock_lines(matter: Matter, now: datetime) -> list[ClockLine]:
    """The first word of a person, then the answer."""
    if matter.state not in UNDER_WAY:
        return []
    return [_touch_line(matter, now), _answer_line(matter, now)]


def _touch_line(matter: Matter, now: datetime) -> ClockLine:
    label = _("First response")
    if matter.touched_at is not None:
        return ClockLine(label, "", _("has been made"), "good")
    if matter.touch_due_at is None:
        return ClockLine(label, "", _("no date yet"), "")
    return ClockLine(
        label,
        "",
        left_words(matter.touch_due_at, now),
        _tone(matter.touch_due_at, now, SOON),
        matter.touch_due_at,
    )


def _answer_line(matter: Matter, now: datetime) -> ClockLine:
    label, due_at = _("Answer due"), matter.answer_due_at
    if due_at is None:
        return ClockLine(label, due_words(None), "", "")
    when = _day_words(due_at, now)
    if matter.state == MatterState.WAITING:
        return ClockLine(label, when, _("the clock stands still"), "wait")
    return ClockLine(label, when, left_words(due_at, now), _tone(due_at, now, SOON_ANSWER), due_at)


def _day_words(due_at: datetime, now: datetime) -> str:
    """The last day, without the year when it is this one, without the hour where it is 24:00."""
    local, today = due_at.astimezone(BEIJING), now.astimezone(BEIJING)
    is_midnight = local.time() == time()
    day = local - timedelta(days=1) if is_midnight else local
    if day.year == today.year:
        spelt = pgettext("day of this year", "%(month)s/%(day)s") % {"month": day.month, "day": day.day}
    else:
        spelt = date_format(day, get_format("DATE_FORMAT"))
    return spelt if is_midnight else f"{spelt} {local:%H:%M}"


def _tone(due_at: datetime, now: datetime, soon: timedelta) -> str:
    if now >= due_at:
        return "bad"
    return "wait" if due_at - now <= soon else ""


def who(identity: Identity) -> str:
    """A masked name, a masked number, or what tells two strangers of one channel apart."""
    if identity.person.erased_at is not None:
        return _("Data erased")
    details = identity.person.details or {}
    name = str(details.get("name") or "").strip()
    if name:
        return masked_name(name)
    number = str(identity.handle)
    if identity.source == Source.PHONE and number.isdigit():  # else they would not tell it
        return masked_phone(number)
    kinds = {Source.WECHAT: _("WeChat reader"), Source.WEIBO: _("Weibo reader"), Source.PHONE: _("Caller")}
    return f"{kinds.get(Source(identity.source), _('Letter writer'))} {identity.digest[:4].upper()}"


def masked_name(name: str) -> str:
    """张三 → 张＊; 欧阳小明 → 欧＊＊＊."""
    return name[0] + "＊" * min(len(name) - 1, 3) if len(name) > 1 else name


def masked_phone(number: str) -> str:
    """138****1234; what is shorter than a number is shown by its last two digits."""
    if len(number) >= PHONE_SHOWN:
        return f"{number[:3]}****{number[-4:]}"
    return f"****{number[-2:]}"


def channel(conversation: Conversation) -> str:
    """微信 · 生态环境部."""
    label = str(Source(conversation.source).label)
    return f"{label} · {conversation.account.name}" if conversation.account is not None else label
