"""Reading, entering and taking back a year's notice."""

from datetime import date

import pytest

from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.audit.models import Entry
from zhenglian.people.enums import Role
from zhenglian.workdays import api as workdays
from zhenglian.workdays.enums import DayKind, Turn
from zhenglian.workdays.errors import (
    CalendarUnknown,
    NotCalendarKeeper,
    NoticeRevoked,
    NoticeUnreadable,
    ReasonMissing,
)

OFF = "1月1日至1月3日 元旦\n2027-02-05 - 2027-02-11 春节\n\n2027.5.1～5.5 劳动节"
MADE_UP = "2027-02-14 春节\n5月8日 劳动节"


def enter(clock, *, actor=None, off=OFF, make_up=MADE_UP, **fields):
    values = {"title": "关于2027年部分节假日安排的通知", "published_on": date(2026, 11, 4), **fields}
    days = workdays.read_notice(2027, off, make_up)
    return workdays.add_notice(2027, days, actor=actor, clock=clock, **values)


def test_notice_is_read_line_by_line():
    found = workdays.read_notice(2027, "2026年12月31日—2027年1月2日 元旦", "")

    assert [(str(row.day), row.turn, row.name) for row in found] == [
        ("2026-12-31", Turn.OFF, "元旦"),
        ("2027-01-01", Turn.OFF, "元旦"),
        ("2027-01-02", Turn.OFF, "元旦"),
    ]


@pytest.mark.parametrize(
    ("off", "make_up"),
    [
        ("", ""),
        ("春节放假", ""),
        ("2027-02-30", ""),
        ("2027-02-07至2027-02-01", ""),
        ("2027-01-01至2027-03-01", ""),
        ("2026-11-01", ""),
        ("2028-01-01", ""),
        ("2027-01-01\n2027-01-01", ""),
        ("2027-02-14", "2027-02-14"),
        ("2027-01-01", "2027-02-15"),
    ],
)
def test_notice_that_cannot_be_right_is_refused(off, make_up):
    with pytest.raises(NoticeUnreadable):
        workdays.read_notice(2027, off, make_up)


def test_entered_notice_makes_its_year_known(db, clock):
    with pytest.raises(CalendarUnknown):
        workdays.day_kind(date(2027, 2, 14))

    enter(clock)

    assert workdays.day_kind(date(2027, 2, 14)) == DayKind.MAKE_UP
    assert workdays.day_kind(date(2027, 2, 5)) == DayKind.HOLIDAY
    assert workdays.day_kind(date(2027, 3, 6)) == DayKind.REST
    assert workdays.add_working_days(date(2027, 2, 4), 1) == date(2027, 2, 12)
    assert workdays.working_days_between(date(2026, 12, 28), date(2027, 1, 4)) == 5


def test_later_notice_amends_an_earlier_one_day_by_day(db, clock):
    enter(clock)

    enter(clock, off="2027-02-14 春节", make_up="", published_on=date(2027, 1, 27))

    assert workdays.day_kind(date(2027, 2, 14)) == DayKind.HOLIDAY
    assert workdays.day_kind(date(2027, 5, 8)) == DayKind.MAKE_UP


def test_notice_taken_back_counts_no_longer(db, clock):
    notice = enter(clock)
    assert workdays.is_working_day(date(2027, 5, 8))

    workdays.revoke_notice(notice, reason="录入有误", actor=None, clock=clock)

    with pytest.raises(CalendarUnknown):
        workdays.is_working_day(date(2027, 5, 8))
    with pytest.raises(NoticeRevoked):
        workdays.revoke_notice(notice, reason="再次", actor=None, clock=clock)


def test_taking_back_needs_a_reason(db, clock):
    with pytest.raises(ReasonMissing):
        workdays.revoke_notice(enter(clock), reason="  ", actor=None, clock=clock)


def test_only_an_administrator_at_the_top_enters_notices(db, clock):
    top = UnitFactory()
    below = UnitFactory(parent=top)
    here, there = StaffFactory(), StaffFactory()
    PostingFactory(staff=here, unit=top, role=Role.ADMINISTRATOR)
    PostingFactory(staff=there, unit=below, role=Role.ADMINISTRATOR)

    with pytest.raises(NotCalendarKeeper):
        enter(clock, actor=there)
    notice = enter(clock, actor=here)

    with pytest.raises(NotCalendarKeeper):
        workdays.revoke_notice(notice, reason="误录", actor=there, clock=clock)


def test_both_decisions_are_on_record(db, clock):
    notice = enter(clock)

    workdays.revoke_notice(notice, reason="录入有误", actor=None, clock=clock)

    entries = list(Entry.objects.order_by("sequence"))
    assert [entry.act for entry in entries] == ["workdays.add_notice", "workdays.revoke_notice"]
    assert entries[0].detail["make_up"] == ["2027-02-14", "2027-05-08"]
    assert entries[1].detail["reason"] == "录入有误"


def test_calendar_is_kept_until_a_notice_changes(db, clock, django_assert_num_queries):
    enter(clock)
    workdays.calendar()

    with django_assert_num_queries(1):
        known = workdays.calendar()
    with django_assert_num_queries(0):
        [known.add(date(2026, 1, 1), number) for number in range(1, 300)]


def test_later_notice_may_turn_a_day_off_into_a_worked_one(db, clock):
    enter(clock)

    enter(clock, off="2027-02-04 春节", make_up="2027-02-06 春节", published_on=date(2027, 1, 27))

    assert workdays.day_kind(date(2027, 2, 6)) == DayKind.MAKE_UP
