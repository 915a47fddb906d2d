"""The front door of workdays: which day is worked, rested, a holiday or made up for, by the yearly notices.

One question costs one query; who asks many takes `calendar()` and asks the value.
"""

from __future__ import annotations

from zhenglian.workdays.actions import add_notice, revoke_notice
from zhenglian.workdays.calendar import Calendar, Day
from zhenglian.workdays.notice_text import Turned, read_notice
from zhenglian.workdays.selectors import (
    add_working_days,
    calendar,
    day_kind,
    days_of,
    is_working_day,
    working_days_between,
)

__all__ = [
    "Calendar",
    "Day",
    "Turned",
    "add_notice",
    "add_working_days",
    "calendar",
    "day_kind",
    "days_of",
    "is_working_day",
    "read_notice",
    "revoke_notice",
    "working_days_between",
]
