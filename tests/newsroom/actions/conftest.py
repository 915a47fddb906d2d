"""A newsroom at a standing hour. Drafts are noted under the system's clock, so that is what stands still."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from tests.factories.releases import a_newsroom


@pytest.fixture
def hour():
    """Thursday 15 January 2026, 09:00 in Beijing; `hour.shift(timedelta)` moves it."""
    with time_machine.travel(datetime(2026, 1, 15, 1, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(db, hour):
    return a_newsroom()
