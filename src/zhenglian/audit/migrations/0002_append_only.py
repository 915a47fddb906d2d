"""The database refuses to change or remove audit entries (ADR 4)."""

from django.db import migrations

from zhenglian.audit.triggers import forbid_changes, permit_changes


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(forbid_changes, permit_changes)]
