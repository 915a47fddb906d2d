from django.db import migrations


def ensure_rule(apps, schema_editor):
    """Without a rule of its own an answer would owe the strictest review; administrators may change it."""
    rules = apps.get_model("reviews", "LevelRule").objects
    rules.get_or_create(
        subject_kind="cases.answer",
        trait="",
        defaults={"name": "诉求答复：一级审核", "levels": 1, "hours_per_level": 8},
    )


class Migration(migrations.Migration):
    """Answers to cases are approved by one reviewer: the citizen's clock runs."""

    dependencies = [
        ("cases", "0002_steps_only_appended"),
        ("reviews", "0001_initial"),
    ]

    operations = [migrations.RunPython(ensure_rule, migrations.RunPython.noop, elidable=False)]
