import pytest
from django.db import DatabaseError, connection, transaction

from zhenglian.audit.api import Entry, forbid_changes, permit_changes, record


def execute(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def _guarded(db):
    class Editor:
        """Runs statements inside the test's transaction, which SQLite's own editor refuses to."""

        def __init__(self):
            self.connection = connection

        def execute(self, sql, params=None):
            execute(sql)

    editor = Editor()
    forbid_changes(None, editor)
    yield
    permit_changes(None, editor)


@pytest.mark.usefixtures("_guarded")
@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET act = 'x'", "DELETE FROM audit_entry"])
def test_database_refuses_to_change_entries(statement):
    record("test.act", actor=None, on=("test", "1", ""))

    with pytest.raises(DatabaseError, match="never changed"):
        execute(statement)

    assert Entry.objects.get().act == "test.act"


@pytest.mark.usefixtures("_guarded")
def test_guarded_table_still_takes_entries():
    record("test.act", actor=None, on=("test", "1", ""))
    record("test.act", actor=None, on=("test", "2", ""))

    assert Entry.objects.count() == 2
