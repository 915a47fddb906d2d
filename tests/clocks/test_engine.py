"""Deadlines as values: the vectors of metrics.md 4.2, pauses, unknown calendars, and what always holds."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.clocks.engine import Happening, replay
from zhenglian.clocks.enums import EventKind
from zhenglian.clocks.terms import Term, Terms, end_of, term_of
from zhenglian.kernel.clock import BEIJING
from zhenglian.workdays.calendar import Calendar
from zhenglian.workdays.selectors import _shipped

CALENDAR = _shipped()
STEPS = (1, 2, 3, 5, 7, 15, 20)
DEADLINES = [
    ("2016-12-09", "12-12 12-13 12-14 12-16 12-20 12-30 2017-01-09"),
    ("2016-12-10", "12-12 12-13 12-14 12-16 12-20 12-30 2017-01-09"),
    ("2016-09-30", "10-08 10-09 10-10 10-12 10-14 10-26 11-02"),
    ("2016-02-05", "02-06 02-14 02-15 02-17 02-19 03-02 03-09"),
    ("2017-01-20", "01-22 01-23 01-24 01-26 02-04 02-15 02-22"),
    ("2016-12-30", "2017-01-03 2017-01-04 2017-01-05 2017-01-09 2017-01-11 2017-01-22 2017-02-03"),
]
FIRST, LAST = datetime(2011, 1, 1), datetime(2026, 6, 30)  # noqa: DTZ001  hypothesis adds the zone
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
DAYS = st.integers(1, 20)


def terms(answer="5wd", *, touch="1wd", extended="", escalate="", longest_pause=15):
    return Terms(Term.parse(touch), Term.parse(answer), term_of(extended), term_of(escalate), longest_pause)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def ends(text):
    return end_of(date.fromisoformat(text))


def started(moment, rule=None):
    return Happening(EventKind.STARTED, moment, rule or terms())


def paused(moment, days=None):
    return Happening(EventKind.PAUSED, moment, days=days)


def resumed(moment):
    return Happening(EventKind.RESUMED, moment)


def due(*happenings, calendar=CALENDAR):
    return replay(happenings, calendar).deadlines.answer_due_at


@pytest.mark.parametrize(("received", "expected"), DEADLINES)
@pytest.mark.parametrize("time", ["00:00:00", "09:30:00", "23:59:59"])
def test_answer_is_due_at_the_end_of_the_last_working_day(received, expected, time):
    found = [due(started(at(f"{received} {time}"), terms(f"{number}wd"))) for number in STEPS]

    assert found == [ends(text if len(text) > 5 else f"{received[:4]}-{text}") for text in expected.split()]


def test_day_of_receipt_is_the_day_in_beijing():
    just_before = datetime(2016, 12, 11, 15, 59, 59, tzinfo=UTC)

    assert due(started(just_before, terms("1wd"))) == ends("2016-12-12")
    assert due(started(just_before + timedelta(seconds=1), terms("1wd"))) == ends("2016-12-13")


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("5h", at("2016-10-01 02:00")),  # through the night into the holiday
        ("48h", at("2016-10-02 21:00")),
        ("0cd", ends("2016-09-30")),
        ("15cd", ends("2016-10-15")),
        ("60cd", ends("2016-11-29")),
    ],
)
def test_hours_and_calendar_days_run_through_holidays(term, expected):
    assert due(started(at("2016-09-30 21:00"), terms(term))) == expected


@pytest.mark.parametrize("term", ["24h", "60cd"])
def test_hours_and_calendar_days_are_not_put_off_by_a_pause(term):
    moment = at("2016-12-05 09:00")
    rule = terms(term, longest_pause=0)

    assert due(started(moment, rule), paused(moment), resumed(moment + timedelta(days=9))) == due(
        started(moment, rule)
    )


@pytest.mark.parametrize(
    ("pause", "resume", "expected"),
    [
        ("2016-12-06 10:00", "2016-12-06 17:00", "2016-12-12"),  # within one day: nothing
        ("2016-12-06 10:00", "2016-12-07 09:00", "2016-12-13"),
        ("2016-12-09 10:00", "2016-12-12 09:00", "2016-12-13"),  # over a weekend: Friday alone
        ("2016-12-10 10:00", "2016-12-12 09:00", "2016-12-12"),  # Saturday to Monday: nothing
        ("2016-12-12 23:59", "2016-12-15 09:00", "2016-12-15"),  # begun on the last day
        ("2016-12-13 00:00", "2016-12-15 09:00", "2016-12-12"),  # begun too late: nothing is healed
        ("2016-12-05 10:00", "2016-12-06 09:00", "2016-12-12"),  # the day of receipt counts neither way
    ],
)
def test_pause_gives_back_the_working_days_it_covered(pause, resume, expected):
    found = due(started(at("2016-12-05 09:00")), paused(at(pause)), resumed(at(resume)))

    assert found == ends(expected)


def test_pause_is_capped_by_its_own_maximum_and_by_what_the_policy_has_left():
    start = started(at("2016-12-05 09:00"), terms(longest_pause=4))
    first = paused(at("2016-12-06 09:00"), days=3)
    back = resumed(at("2016-12-20 09:00"))

    assert due(start, first, back) == ends("2016-12-15")
    assert due(start, first, resumed(at("2016-12-09 09:00")), paused(at("2016-12-12 09:00"))) == ends(
        "2016-12-16"
    )


def test_open_pause_counts_with_its_maximum_so_that_the_clock_runs_again_by_itself():
    rule = terms(longest_pause=3)
    start, pause = started(at("2016-12-05 09:00"), rule), paused(at("2016-12-06 09:00"))

    assert due(start, pause) == ends("2016-12-15") == due(start, pause, resumed(at("2017-03-01 09:00")))


def test_first_word_is_not_put_off_by_a_pause():
    moment = at("2016-12-05 09:00")

    found = replay([started(moment), paused(moment)], CALENDAR).deadlines

    assert found.touch_due_at == ends("2016-12-06")


def test_extension_gives_the_longer_term_and_moves_the_warning():
    rule = terms("5wd", extended="15wd", escalate="3wd")
    moment = at("2016-12-05 09:00")

    found = replay([started(moment, rule), Happening(EventKind.EXTENDED, moment)], CALENDAR)

    assert found.extended_at == moment
    assert found.deadlines.answer_due_at == ends("2016-12-26")
    assert found.deadlines.escalate_at == ends("2016-12-22")


def test_other_class_counts_from_the_original_start_and_keeps_the_pauses():
    moment = at("2016-12-05 09:00")
    change = Happening(EventKind.CLASS_CHANGED, at("2016-12-08 09:00"), terms("7wd"))

    found = due(started(moment), paused(at("2016-12-06 09:00")), resumed(at("2016-12-07 09:00")), change)

    assert found == ends("2016-12-15")


def test_what_was_told_late_counts_when_it_happened():
    answered = Happening(EventKind.FINISHED, at("2016-12-06 10:00"), is_answer=True)

    found = replay([started(at("2016-12-05 09:00")), paused(at("2016-12-06 11:00")), answered], CALENDAR)

    assert found.finished_at == found.touched_at == at("2016-12-06 10:00")
    assert (found.paused_at, found.deadlines.answer_due_at) == (None, ends("2016-12-12"))


def test_reopening_begins_anew_without_the_pauses_and_the_extension():
    rule = terms("5wd", extended="15wd")
    events = [
        started(at("2016-12-05 09:00"), rule),
        Happening(EventKind.EXTENDED, at("2016-12-06 09:00")),
        paused(at("2016-12-06 09:00")),
        Happening(EventKind.FINISHED, at("2016-12-09 09:00"), is_answer=True),
        Happening(EventKind.REOPENED, at("2016-12-12 09:00")),
    ]

    found = replay(events, CALENDAR)

    assert (found.started_at, found.touched_at, found.extended_at) == (at("2016-12-12 09:00"), None, None)
    assert found.deadlines.answer_due_at == ends("2016-12-19")


@pytest.mark.parametrize("events", [[], [paused(at("2016-12-05 09:00"))]])
def test_clock_without_a_start_is_no_clock(events):
    with pytest.raises(ValueError, match="start"):
        replay(events, CALENDAR)


@pytest.mark.parametrize("moment", ["2026-12-29 09:00", "2010-06-01 09:00", "2027-02-01 09:00"])
def test_date_outside_the_calendar_is_unknown_and_never_guessed(moment):
    found = replay([started(at(moment))], CALENDAR).deadlines

    assert found.answer_due_at is None
    assert found.is_calendar_unknown


def test_first_word_may_be_known_where_the_answer_is_not():
    found = replay([started(at("2026-12-29 09:00"))], CALENDAR).deadlines

    assert found.touch_due_at == ends("2026-12-30")
    assert (found.answer_due_at, found.is_calendar_unknown) == (None, True)


def test_hours_are_known_without_a_calendar():
    nothing = Calendar(frozenset(), {}, {})
    moment = at("2030-12-29 09:00")

    found = replay([started(moment, terms("24h", touch="2h"))], nothing).deadlines

    assert found.answer_due_at == moment + timedelta(hours=24)
    assert not found.is_calendar_unknown


@given(one=MOMENTS, other=MOMENTS, number=DAYS)
def test_later_start_is_never_due_earlier(one, other, number):
    earlier, later = sorted((one, other))

    assert due(started(earlier, terms(f"{number}wd"))) <= due(started(later, terms(f"{number}wd")))


@given(moment=MOMENTS, number=st.integers(1, 19))
def test_longer_term_is_due_later(moment, number):
    assert due(started(moment, terms(f"{number}wd"))) < due(started(moment, terms(f"{number + 1}wd")))


@given(moment=MOMENTS, number=DAYS, begin=st.integers(0, 30_000), length=st.integers(0, 60_000))
def test_pause_never_shortens_and_resuming_later_never_either(moment, number, begin, length):
    start, pause = started(moment, terms(f"{number}wd")), paused(moment + timedelta(minutes=begin))
    back = [resumed(pause.at + timedelta(minutes=length + more)) for more in (0, 3000)]

    plain, short, long = due(start), due(start, pause, back[0]), due(start, pause, back[1])

    assert plain <= short <= long <= due(start, pause)


@given(moment=MOMENTS, number=DAYS, begin=st.integers(0, 30_000), length=st.integers(0, 60_000))
def test_pause_gives_no_more_than_the_policy_allows(moment, number, begin, length):
    rule = terms(f"{number}wd", longest_pause=4)
    pause = paused(moment + timedelta(minutes=begin))

    found = due(started(moment, rule), pause, resumed(pause.at + timedelta(minutes=length)))

    assert found <= due(started(moment, terms(f"{number + 4}wd")))


@given(moment=MOMENTS, number=DAYS)
def test_deadline_is_midnight_after_a_working_day(moment, number):
    last = due(started(moment, terms(f"{number}wd"))).astimezone(BEIJING)

    assert (last.hour, last.minute, last.second) == (0, 0, 0)
    assert CALENDAR.is_working_day(last.date() - timedelta(days=1))
