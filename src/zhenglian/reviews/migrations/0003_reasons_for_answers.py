from django.db import migrations, models


class Migration(migrations.Migration):
    """Reasons for which an answer is returned are known to the admin; no column changes."""

    dependencies = [
        ("reviews", "0002_told_level"),
    ]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("facts", "facts to be checked"),
                    ("wording", "wording or typing errors"),
                    ("policy", "policy statement not accurate"),
                    ("source", "source or copyright unclear"),
                    ("privacy", "personal data or secrecy"),
                    ("picture", "picture or layout"),
                    ("timing", "not the right time"),
                    ("evasive", "evades what was asked"),
                    ("unproven", "no evidence of what was done"),
                    ("vague", "not concrete"),
                    ("other", "other"),
                ],
                max_length=20,
                verbose_name="reason",
            ),
        ),
    ]
