"""Jobs of cases: routing what came in, the ladder, closing what is quiet, sweeping files."""

from __future__ import annotations

from zhenglian.cases.actions.climbing import climb_ladder
from zhenglian.cases.actions.clock_requests import lapse_late_requests
from zhenglian.cases.actions.course import close_quiet, end_long_pauses
from zhenglian.cases.actions.report_photos import sweep_kept
from zhenglian.cases.actions.routing import route_due
from zhenglian.cases.actions.stranded import release_stranded
from zhenglian.cases.actions.sweeping import sweep_files
from zhenglian.jobs.api import every, task


@task("cases.route")
def route_waiting_cases() -> None:
    route_due()


@task("cases.climb_ladder")
def climb_the_ladder() -> None:
    end_long_pauses()
    lapse_late_requests()
    climb_ladder()
    release_stranded()


@task("cases.close_quiet")
def close_quiet_cases() -> None:
    close_quiet()


@task("cases.sweep_report_photos")
def sweep_photos_never_sent() -> None:
    sweep_kept()


@task("cases.sweep_files")
def sweep_files_never_named() -> None:
    sweep_files()


every(name="cases.route", task=route_waiting_cases, seconds=5)
every(name="cases.climb_ladder", task=climb_the_ladder, minutes=10)
every(name="cases.close_quiet", task=close_quiet_cases, minutes=30)
every(name="cases.sweep_report_photos", task=sweep_photos_never_sent, cron="10 * * * *")
every(name="cases.sweep_files", task=sweep_files_never_named, cron="50 3 * * *")
