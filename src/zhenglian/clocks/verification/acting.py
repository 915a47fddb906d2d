"""Plays random histories through the actions that production calls, one by one, on a throw-away database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random

from zhenglian.clocks.actions.deciding import change_class, extend
from zhenglian.clocks.actions.recounting import recount_runs
from zhenglian.clocks.actions.running import finish, note_touch, pause, reopen, resume, start
from zhenglian.clocks.actions.starting import start_many
from zhenglian.clocks.enums import FinishWay, ShippedClass
from zhenglian.clocks.subjects import Subject
from zhenglian.clocks.verification.comparing import Verification, verify_installation
from zhenglian.kernel.clock import FixedClock
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.workdays.api import add_notice, calendar, read_notice

KIND = "verification.action"
MOST_ACTS = 8
LAST_WEEKS = timedelta(days=200)  # of the calendar: many deadlines lie beyond it
WORDS = "verification"


def verify_actions(runs: int, *, seed: int) -> list[Verification]:
    """As the actions left the clocks; then again after a notice for the next year and the recount."""
    random = Random(seed)
    known_until = datetime(max(calendar().years), 12, 31, tzinfo=UTC)
    for number in range(runs):
        play(random, Subject(KIND, str(number), str(number)), known_until - random.random() * LAST_WEEKS)
    first = verify_installation()
    enter_next_year()
    while recount_runs():
        pass
    return [first, verify_installation()]


def play(random: Random, subject: Subject, at: datetime) -> int:
    """A start and up to seven acts; how many were refused, as they should be where they make no sense."""
    clock, refused = FixedClock(at), 0
    class_key = random.choice(ShippedClass.values)
    if random.randrange(2):
        start(subject, class_key=class_key, at=at, clock=clock)
    else:
        start_many([(subject, class_key, at)], clock=clock)
    for _ in range(random.randrange(MOST_ACTS)):
        clock.advance(timedelta(minutes=random.random() * random.choice((30, 1500, 8000, 20_000))))
        try:
            random.choice(_acts(random, subject, clock))()
        except ZhenglianError:
            refused += 1
    return refused


def _acts(random: Random, subject: Subject, clock: FixedClock) -> list[Callable[[], object]]:
    now = clock.now()
    days = random.choice((None, random.randint(1, 12)))
    how = random.choice(FinishWay.values)
    key = random.choice(ShippedClass.values)
    return [
        partial(note_touch, subject, at=now - timedelta(hours=1), actor=None, clock=clock),
        *[partial(pause, subject, reason=WORDS, days=days, actor=None, clock=clock)] * 3,
        *[partial(resume, subject, actor=None, clock=clock)] * 3,
        *[partial(extend, subject, reason=WORDS, actor=None, clock=clock)] * 2,
        partial(change_class, subject, class_key=key, actor=None, clock=clock),
        partial(finish, subject, how=how, at=now, actor=None, clock=clock),
        partial(reopen, subject, at=now, actor=None, clock=clock),
    ]


def enter_next_year() -> None:
    """A notice for the first year without one."""
    year = max(calendar().years) + 1
    days = read_notice(year, f"{year}-01-01 元旦\n{year}-02-05至{year}-02-11 春节", f"{year}-02-14 春节")
    add_notice(year, days, title=WORDS, published_on=date(year - 1, 11, 4), actor=None)
