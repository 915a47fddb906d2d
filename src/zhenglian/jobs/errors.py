"""What can be the matter with a job's declaration."""

from __future__ import annotations


class ScheduleUnclear(ValueError):
    """A schedule names no interval, several, or one that cannot be read: a mistake of the programmer."""
