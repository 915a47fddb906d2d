from django.db import migrations, models


class Migration(migrations.Migration):
    """When a citizen wrote after the answer, and when one took their consent back at the platform."""

    dependencies = [("inbox", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="matter",
            name="followed_up_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="identity",
            name="erasure_asked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
