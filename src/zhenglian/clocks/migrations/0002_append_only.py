"""The database itself refuses to change or remove events and versions of policies.

Of an event only the words of its reason may be taken out, when its matter is erased.
"""

from django.db import migrations

REFUSAL = "events of clocks and versions of policies are never changed or removed"
GUARDED = {
    "clocks_event": (
        "run_id", "sequence", "kind", "at", "recorded_at", "actor_id", "approver_id", "policy_id", "days", "how",
    ),
    "clocks_policy": (
        "class_key", "version", "touch", "route", "answer", "extended", "escalate", "longest_pause", "citation",
    ),
}


def forbid_changes(_apps, schema_editor):
    for table, columns in GUARDED.items():
        _execute(schema_editor, FORBID[schema_editor.connection.vendor], table, columns)


def permit_changes(_apps, schema_editor):
    for table, columns in GUARDED.items():
        _execute(schema_editor, PERMIT[schema_editor.connection.vendor], table, columns)


def _execute(schema_editor, statements, table, columns):
    names = ", ".join(f'"{column}"' for column in columns)
    for sql in statements:
        schema_editor.execute(sql.format(table=table, columns=names, refusal=REFUSAL), params=None)


FORBID = {
    "sqlite": [
        "CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE OF {columns} ON {table} "
        "BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
        "CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} "
        "BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$",
        "CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OF {columns} OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    ],
}
PERMIT = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS {table}_no_update",
        "DROP TRIGGER IF EXISTS {table}_no_delete",
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
        "DROP FUNCTION IF EXISTS {table}_refuse()",
    ],
}


class Migration(migrations.Migration):

    dependencies = [("clocks", "0001_initial")]

    operations = [migrations.RunPython(forbid_changes, permit_changes)]
