import pytest

from zhenglian.config.environment import UnreadableSetting
from zhenglian.config.settings.database import database


def test_no_address_means_sqlite_that_waits_at_begin():
    entry = database("")

    assert entry["ENGINE"].endswith("sqlite3")
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_address_with_host_and_port_is_taken_apart():
    entry = database("postgresql://user:p%40ss@db.local:5433/desk")

    assert (entry["USER"], entry["PASSWORD"], entry["HOST"]) == ("user", "p@ss", "db.local")
    assert (entry["PORT"], entry["NAME"]) == ("5433", "desk")


def test_socket_folder_is_the_host():
    assert database("postgresql://postgres@/desk?host=%2Frun%2Fpg")["HOST"] == "/run/pg"


def test_other_database_is_refused():
    with pytest.raises(UnreadableSetting, match="mysql"):
        database("mysql://localhost/desk")
