"""Identity numbers, encrypted, and who read one in full."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0007_merge_of_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NumberReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="lý do xem")),
                ("read_at", models.DateTimeField(verbose_name="xem lúc")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="number_readings",
                        to="units.person",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lần xem số căn cước",
                "verbose_name_plural": "lần xem số căn cước",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="number_reading_has_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed", models.TextField(verbose_name="số đã mã hóa")),
                ("digest", models.CharField(db_index=True, max_length=64, verbose_name="dấu để so")),
                ("last_digits", models.CharField(max_length=3, verbose_name="ba số cuối")),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="number",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "số căn cước",
                "verbose_name_plural": "số căn cước",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_digits__regex", "^[0-9]{3}$"),
                            models.Q(("sealed", ""), _negated=True),
                            models.Q(("digest", ""), _negated=True),
                        ),
                        name="number_is_sealed",
                    )
                ],
            },
        ),
    ]
