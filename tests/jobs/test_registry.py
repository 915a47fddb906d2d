from datetime import timedelta

import pytest

from tests.jobs import probes
from zhenglian.jobs.api import RetryPolicy, every
from zhenglian.jobs.errors import ScheduleUnclear
from zhenglian.jobs.registry import SCHEDULES, job_of


def test_pause_doubles_up_to_the_ceiling():
    policy = RetryPolicy(first_pause=timedelta(seconds=5), longest_pause=timedelta(seconds=60))

    pauses = [policy.pause_after(n, jitter=0.5).total_seconds() for n in (1, 2, 3, 10, 5000)]

    assert pauses == [5, 10, 20, 60, 60]


def test_jitter_spreads_the_pause_around_its_value():
    policy = RetryPolicy(first_pause=timedelta(seconds=100), longest_pause=timedelta(seconds=100))

    assert policy.pause_after(1, jitter=0.0).total_seconds() == 75
    assert policy.pause_after(1, jitter=1.0).total_seconds() == 125


def test_job_of_a_library_has_its_path_as_name():
    assert job_of("somewhere.else.run").name == "somewhere.else.run"
    assert job_of("tests.jobs.probes.note").name == "probes.note"


@pytest.mark.parametrize(
    "when", [{}, {"minutes": 1, "seconds": 1}, {"seconds": 0}, {"cron": "every day"}], ids=str
)
def test_unclear_schedule_is_refused(when, schedules):
    with pytest.raises(ScheduleUnclear, match=r"probes\.refuse"):
        every(name="probes.refuse", task=probes.refuse, **when)

    assert schedules == {}


def test_own_housekeeping_is_scheduled():
    assert SCHEDULES["jobs.prune_finished"].interval == timedelta(minutes=10)
