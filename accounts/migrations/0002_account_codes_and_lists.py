"""Codes for setting a password; accounts are found by words and listed by name."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        # The collation "tieng_viet" comes from there.
        ("core", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="OneTimeCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hash", models.CharField(max_length=128)),
                ("made_at", models.DateTimeField(verbose_name="cấp lúc")),
                ("expires_at", models.DateTimeField(verbose_name="hết hiệu lực lúc")),
                ("used_at", models.DateTimeField(null=True, verbose_name="dùng lúc")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="thôi hiệu lực lúc")),
            ],
            options={
                "verbose_name": "mã một lần",
                "verbose_name_plural": "mã một lần",
            },
        ),
        migrations.AlterModelManagers(
            name="user",
            managers=[
                ("objects", accounts.models.AccountManager()),
            ],
        ),
        migrations.AddField(
            model_name="user",
            name="first_tasks",
            field=models.JSONField(default=list, editable=False, verbose_name="việc lần đầu"),
        ),
        migrations.AddField(
            model_name="user",
            name="folded",
            field=models.CharField(default="", editable=False, max_length=260),
        ),
        migrations.AddField(
            model_name="user",
            name="log_in_series",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="user",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AlterField(
            model_name="user",
            name="full_name",
            field=models.CharField(db_collation="tieng_viet", max_length=100, verbose_name="họ và tên"),
        ),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(fields=["full_name", "id"], name="user_by_name"),
        ),
        migrations.AddField(
            model_name="onetimecode",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người cấp",
            ),
        ),
        migrations.AddField(
            model_name="onetimecode",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="codes",
                to=settings.AUTH_USER_MODEL,
                verbose_name="tài khoản",
            ),
        ),
        migrations.AddConstraint(
            model_name="onetimecode",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("used_at__isnull", True)),
                fields=("user",),
                name="one_time_code_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="onetimecode",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                name="one_time_code_period_in_order",
            ),
        ),
    ]
