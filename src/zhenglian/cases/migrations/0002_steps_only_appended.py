"""The database itself refuses to change or remove steps of a case; only their words may be taken out."""

from django.db import migrations

TABLE = "cases_step"
REFUSAL = "steps of cases are never changed or removed"
COLUMNS = ("case_id", "sequence", "act", "state_before", "state", "unit_id", "actor_id", "at")
NAMES = ", ".join(f'"{column}"' for column in COLUMNS)

FORBID = {
    "sqlite": [
        f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_update BEFORE UPDATE OF {NAMES} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_delete BEFORE DELETE ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ],
    "postgresql": [
        f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        f"CREATE OR REPLACE TRIGGER {TABLE}_no_change BEFORE UPDATE OF {NAMES} OR DELETE ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
    ],
}
PERMIT = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {TABLE}_no_{word}" for word in ("update", "delete")],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS {TABLE}_no_change ON {TABLE}",
        f"DROP FUNCTION IF EXISTS {TABLE}_refuse()",
    ],
}


def forbid_changes(_apps, schema_editor):
    _execute(schema_editor, FORBID)


def permit_changes(_apps, schema_editor):
    _execute(schema_editor, PERMIT)


def _execute(schema_editor, statements):
    for sql in statements[schema_editor.connection.vendor]:
        schema_editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [migrations.RunPython(forbid_changes, permit_changes)]
