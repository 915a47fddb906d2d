"""A clean list of what the probe jobs did, and a schedule of the test's own."""

from __future__ import annotations

import pytest

from tests.jobs import probes
from zhenglian.jobs import registry


@pytest.fixture
def seen():
    probes.seen.clear()
    return probes.seen


@pytest.fixture
def schedules(monkeypatch):
    own: dict[str, registry.Schedule] = {}
    monkeypatch.setattr(registry, "SCHEDULES", own)
    monkeypatch.setattr("zhenglian.jobs.actions.schedule.SCHEDULES", own)
    return own
