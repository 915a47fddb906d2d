"""Files, clock and database for all tests. Settings stand in `tests/settings.py`."""

from __future__ import annotations

from datetime import UTC, datetime

import hypothesis
import pytest
from django.utils import translation

from tests.migrated import folder_of_run, migrated_file
from zhenglian.kernel.clock import FixedClock

# How long an example takes says nothing on a busy machine.
hypothesis.settings.register_profile(
    "any-speed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any-speed")


LONG = ("long", "journey", "browser")  # the longest first
# The staff's pages, and what platforms are sent: they ask the database through actions and selectors.
PAGES = {"views", "admin", "renderings", "lint", "clients", "contracts", "test_views.py"}
ASKING = ("queue", "search", "list", "figures", "statistics")  # these choose, sort and count themselves


def pytest_addoption(parser):
    parser.addoption(
        "--asks-database", action="store_true", help="only tests whose outcome may depend on the database"
    )


def pytest_collection_modifyitems(config, items):
    """What takes long starts first, in one order: begun last, it would keep a single core busy to the end.

    With `--asks-database`, as `make test` runs PostgreSQL, those are left out that say the same on any
    database: which pytest-django lets have no connection, and tests of the staff's pages, unless they are of
    lists or searches (by the file's name) or are marked `both_databases`; and long proofs of rules that are
    marked `one_database`. Locks, constraints, transactions and what is asked are tested where they are
    written, in actions, selectors and models; what strangers send in, in `public`.
    """
    items.sort(key=_place)
    left_out = {item for item in items if config.getoption("asks_database") and not _asks_database(item)}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def _asks_database(item):
    has_one = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)
    if not has_one or item.get_closest_marker("one_database"):
        return False
    return item.get_closest_marker("both_databases") or not _is_of_a_page(item)


def _is_of_a_page(item):
    path = item.path.relative_to(item.config.rootpath)
    return PAGES & set(path.parts) and not any(word in path.name for word in ASKING)


def _place(item):
    marked = [number for number, name in enumerate(LONG) if item.get_closest_marker(name)]
    return (marked[0], item.nodeid) if marked else (len(LONG), "")  # the others stay shuffled


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    """Uploads and the audit's anchor go to a folder of the test's own; no language is left over."""
    translation.deactivate()
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """The SQLite file that all migrations have built; copy it."""
    return migrated_file(folder_of_run(tmp_path_factory))


@pytest.fixture
def clock() -> FixedClock:
    """Thursday 15 January 2026, 09:00 in Beijing."""
    return FixedClock(datetime(2026, 1, 15, 1, 0, tzinfo=UTC))
