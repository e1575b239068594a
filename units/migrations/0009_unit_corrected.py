"""When an official put a mistype about a unit right."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0008_identity_numbers"),
    ]

    operations = [
        migrations.AddField(
            model_name="orgunit",
            name="corrected_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="sửa lúc"),
        ),
    ]
