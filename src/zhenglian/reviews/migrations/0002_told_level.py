from django.db import migrations, models


class Migration(migrations.Migration):
    """Reviewers are told of each level once: the last one told of is kept with the round."""

    dependencies = [
        ("reviews", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="review",
            name="told_level",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
    ]
