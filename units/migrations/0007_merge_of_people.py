"""A person who was written down twice: merged with a log that can be read back, or judged to be two people."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0008_delegation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DifferentPeople",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("judged_at", models.DateTimeField(verbose_name="xác định lúc")),
            ],
            options={
                "verbose_name": "hai người khác nhau",
                "verbose_name_plural": "hai người khác nhau",
            },
        ),
        migrations.CreateModel(
            name="MergedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=100, verbose_name="loại")),
                ("key", models.BigIntegerField(verbose_name="khóa")),
                ("field", models.CharField(max_length=60, verbose_name="trường")),
                ("old", models.BigIntegerField(verbose_name="giá trị cũ")),
                ("stayed", models.BooleanField(default=False, verbose_name="ở lại vì ghi trùng")),
            ],
            options={
                "verbose_name": "dòng đã chuyển khi gộp",
                "verbose_name_plural": "dòng đã chuyển khi gộp",
            },
        ),
        migrations.CreateModel(
            name="PersonMerge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="căn cứ")),
                ("before", models.JSONField(default=dict, verbose_name="giá trị trước khi gộp")),
                ("after", models.JSONField(default=dict, verbose_name="giá trị sau khi gộp")),
                ("merged_at", models.DateTimeField(verbose_name="gộp lúc")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="hoàn tác lúc")),
                (
                    "undone_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="lý do hoàn tác"),
                ),
            ],
            options={
                "verbose_name": "lần gộp cá nhân",
                "verbose_name_plural": "lần gộp cá nhân",
            },
        ),
        migrations.AddField(
            model_name="person",
            name="merged_into",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.person",
                verbose_name="đã gộp vào",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["folded", "birth_date", "id"], name="person_by_namesakes"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["merged_into"],
                name="person_merged",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("merged_into", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="person_not_into_itself",
            ),
        ),
        migrations.AddField(
            model_name="differentpeople",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.person"
            ),
        ),
        migrations.AddField(
            model_name="differentpeople",
            name="judged_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="differentpeople",
            name="second",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="judged_different",
                to="units.person",
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="gone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.person",
                verbose_name="bị gộp",
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="kept",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merges",
                to="units.person",
                verbose_name="giữ lại",
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="merged_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="undone_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mergedrow",
            name="merge",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="units.personmerge"
            ),
        ),
        migrations.AddConstraint(
            model_name="differentpeople",
            constraint=models.UniqueConstraint(fields=("second", "first"), name="different_people_once"),
        ),
        migrations.AddConstraint(
            model_name="differentpeople",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="different_people_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="personmerge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)), fields=("gone",), name="person_merged_once_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="personmerge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("gone")), _negated=True), name="merge_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="personmerge",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="merge_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="personmerge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at", None), ("undone_reason", "")),
                    models.Q(("undone_at__isnull", False), models.Q(("undone_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="merge_undone_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="mergedrow",
            constraint=models.UniqueConstraint(
                fields=("merge", "model", "key", "field"), name="merged_row_once"
            ),
        ),
    ]
