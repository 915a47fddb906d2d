from django.db import migrations


def ensure_rule(apps, schema_editor):
    """Without a rule of its own a reply would owe the strictest review; administrators may change it."""
    rules = apps.get_model("reviews", "LevelRule").objects
    rules.get_or_create(
        subject_kind="inbox.reply",
        trait="",
        defaults={"name": "敏感回复：一级审核", "levels": 1, "hours_per_level": 2},
    )


class Migration(migrations.Migration):
    """Sensitive replies are approved by one reviewer, within two hours: the citizen's clock runs."""

    dependencies = [
        ("inbox", "0003_parts_and_ways_of_replies"),
        ("reviews", "0001_initial"),
    ]

    operations = [migrations.RunPython(ensure_rule, migrations.RunPython.noop, elidable=False)]
