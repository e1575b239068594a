"""Ethnic groups, and the group of a person."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0011_account_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EthnicGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=16, unique=True, verbose_name="mã")),
                ("name", models.CharField(max_length=40, verbose_name="dân tộc")),
                ("aliases", models.JSONField(default=list, verbose_name="cách ghi khác")),
                ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
            ],
            options={
                "verbose_name": "dân tộc",
                "verbose_name_plural": "dân tộc",
            },
        ),
        migrations.CreateModel(
            name="PersonEthnicity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=60, verbose_name="ghi rõ dân tộc khác")),
                ("written_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.ethnicgroup",
                        verbose_name="dân tộc",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ethnicity",
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
                "verbose_name": "dân tộc",
                "verbose_name_plural": "dân tộc",
            },
        ),
    ]
