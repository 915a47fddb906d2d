"""Opening hours: by working days of the notices, in Beijing time; unknown years are outside them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.factories.autoreplies import CALENDAR, NINE_TO_FIVE
from zhenglian.autoreplies.errors import HoursUnclear
from zhenglian.autoreplies.hours import Hours, read_periods, spoken_periods
from zhenglian.kernel.clock import BEIJING


def beijing(*parts):
    return datetime(*parts, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (beijing(2026, 1, 15, 8, 59), False),
        (beijing(2026, 1, 15, 9, 0), True),
        (beijing(2026, 1, 15, 11, 59), True),
        (beijing(2026, 1, 15, 12, 0), False),
        (beijing(2026, 1, 15, 17, 29), True),
        (beijing(2026, 1, 15, 17, 30), False),
        (beijing(2026, 1, 17, 10, 0), False),  # Saturday
        (beijing(2026, 1, 1, 10, 0), False),  # holiday on a Thursday
        (beijing(2026, 10, 10, 10, 0), True),  # Saturday made up for
        (beijing(2027, 1, 15, 10, 0), False),  # no notice on record
    ],
)
def test_hours_follow_the_notices(moment, is_open):
    assert NINE_TO_FIVE.is_open(moment, CALENDAR) is is_open


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=-5)), BEIJING])
def test_day_and_hour_are_those_of_beijing_wherever_the_clock_stands(zone):
    friday_morning = beijing(2026, 1, 16, 9, 30).astimezone(zone)

    assert NINE_TO_FIVE.is_open(friday_morning, CALENDAR)


def test_rest_days_have_hours_of_their_own():
    hours = Hours(worked=((540, 1020),), rest=((600, 720),))

    assert hours.is_open(beijing(2026, 1, 17, 11, 0), CALENDAR)
    assert not hours.is_open(beijing(2026, 1, 17, 14, 0), CALENDAR)


def test_unknown_year_is_told_apart_from_closed():
    assert NINE_TO_FIVE.is_unknown(beijing(2027, 1, 15, 10, 0), CALENDAR)
    assert not NINE_TO_FIVE.is_unknown(beijing(2026, 12, 31, 23, 59), CALENDAR)
    assert NINE_TO_FIVE.is_unknown(datetime(2026, 12, 31, 16, 0, tzinfo=UTC), CALENDAR)


@pytest.mark.parametrize(
    "text", ["9:00-12:00, 14:00-17:30", "9：00至12：00；14：00到17：30", "09:00—12:00、14:00~17:30"]
)
def test_spans_are_read_as_people_write_them(text):
    assert spoken_periods(read_periods(text)) == "09:00-12:00, 14:00-17:30"


def test_empty_is_closed_and_midnight_ends_a_day():
    assert read_periods(" ") == ()
    assert read_periods("0:00-24:00") == ((0, 1440),)


@pytest.mark.parametrize(
    "text",
    ["上午", "9-12", "12:00-9:00", "9:00-25:00", "9:70-10:00", "9:00-12:00, 11:00-13:00", "9:00-9:00",
     "1:00-2:00,3:00-4:00,5:00-6:00,7:00-8:00,9:00-10:00"],
)  # fmt: skip
def test_unclear_spans_are_refused(text):
    with pytest.raises(HoursUnclear):
        read_periods(text)


def test_hours_survive_being_stored():
    assert Hours.from_json(NINE_TO_FIVE.to_json()) == NINE_TO_FIVE
    assert Hours.from_json({}).is_empty
