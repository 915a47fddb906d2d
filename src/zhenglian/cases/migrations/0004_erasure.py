from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_one_level_for_answers")]

    operations = [migrations.AddField("case", "erased_at", models.DateTimeField(null=True))]
