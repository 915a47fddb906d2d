"""Everything that the jobs of cases do, once: for whoever runs them without the queue."""

from __future__ import annotations

from zhenglian.cases.actions.climbing import climb_ladder
from zhenglian.cases.actions.clock_requests import lapse_late_requests
from zhenglian.cases.actions.course import close_quiet, end_long_pauses
from zhenglian.cases.actions.files import file_bytes
from zhenglian.cases.actions.report_photos import sweep_kept
from zhenglian.cases.actions.routing import route_due
from zhenglian.cases.actions.stranded import release_stranded
from zhenglian.cases.actions.sweeping import sweep_files
from zhenglian.kernel.clock import SYSTEM, Clock

__all__ = ["file_bytes", "sweep", "work_round"]


def work_round(*, clock: Clock = SYSTEM) -> int:
    """Returns how many cases something was done about."""
    done = route_due(clock=clock) + end_long_pauses(clock=clock) + climb_ladder(clock=clock)
    done += lapse_late_requests(clock=clock)
    return done + release_stranded(clock=clock) + close_quiet(clock=clock)


def sweep(*, clock: Clock = SYSTEM) -> int:
    """Removes files that no row names; returns how many."""
    return sweep_kept(clock=clock) + sweep_files(clock=clock)
