"""Files, clock and database for all tests. Settings stand in `tests/settings.py`."""

from __future__ import annotations

from datetime import UTC, datetime

import hypothesis
import pytest
from django.utils import translation

from zhenglian.kernel.clock import FixedClock

# How long an example takes says nothing on a busy machine.
hypothesis.settings.register_profile(
    "any-speed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any-speed")


LONG = ("long", "journey", "browser")  # the longest first


def pytest_addoption(parser):
    parser.addoption("--asks-database", action="store_true", help="only tests that may ask the database")


def pytest_collection_modifyitems(config, items):
    """Tests of the migrations need them run: `pytest --migrations -m migrations`, as `make test` does.

    With `--asks-database` those are left out that pytest-django lets have no connection: whatever the
    database is, they say the same.

    What takes long starts first, in one order: begun last, a test would keep a single core busy to the end.
    """
    items.sort(key=_place)
    left_out = {item for item in items if _is_left_out(item, config)}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def _is_left_out(item, config):
    if config.getoption("nomigrations") and item.get_closest_marker("migrations"):
        return True
    return config.getoption("asks_database") and not _asks_database(item)


def _asks_database(item):
    return item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)


def _place(item):
    marked = [number for number, name in enumerate(LONG) if item.get_closest_marker(name)]
    return (marked[0], item.nodeid) if marked else (len(LONG), "")  # the others stay shuffled


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    """Uploads and the audit's anchor go to a folder of the test's own; no language is left over."""
    translation.deactivate()
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def clock() -> FixedClock:
    """Thursday 15 January 2026, 09:00 in Beijing."""
    return FixedClock(datetime(2026, 1, 15, 1, 0, tzinfo=UTC))
