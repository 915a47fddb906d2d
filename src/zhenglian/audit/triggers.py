"""The database itself refuses to change or remove entries.

Both functions fit `migrations.RunPython(forbid_changes, permit_changes)`. Whoever owns the
database can drop a trigger: then the chain still tells (ADR 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.audit.models import Entry

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = Entry._meta.db_table
REFUSAL = "audit entries are never changed or removed"

FORBID = {
    "sqlite": [
        f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{word} BEFORE {word.upper()} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for word in ("update", "delete")
    ],
    "postgresql": [
        (
            f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        ),
        (
            f"CREATE OR REPLACE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
            f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()"
        ),
    ],
}
PERMIT = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {TABLE}_no_{word}" for word in ("update", "delete")],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS {TABLE}_no_change ON {TABLE}",
        f"DROP FUNCTION IF EXISTS {TABLE}_refuse()",
    ],
}


def forbid_changes(_apps: Apps | None, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """As a migration's step: from then on the database itself refuses UPDATE and DELETE of entries."""
    _execute(FORBID, schema_editor)


def permit_changes(_apps: Apps | None, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The same step undone: removes the triggers, if they are there."""
    _execute(PERMIT, schema_editor)


def _execute(statements: dict[str, list[str]], schema_editor: BaseDatabaseSchemaEditor) -> None:
    for sql in statements[schema_editor.connection.vendor]:
        schema_editor.execute(sql, params=None)
