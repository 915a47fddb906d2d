"""The sample office's calendar: alive around now, loaded once."""

from zhenglian.cli.sample_office import load_sample_office
from zhenglian.planning.api import Plan, cadence_warnings
from zhenglian.planning.models import Cadence
from zhenglian.workdays.api import is_working_day


def test_calendar_has_plans_on_working_days_one_day_left_open_and_none_twice(db, clock):
    load_sample_office(clock=clock)

    days = set(Plan.objects.values_list("day", flat=True))
    assert Cadence.objects.count() == 3
    assert len(days) >= 6
    assert all(is_working_day(day) for day in days)
    assert cadence_warnings(clock=clock)

    before = Plan.objects.count()

    load_sample_office(clock=clock)

    assert Plan.objects.count() == before
