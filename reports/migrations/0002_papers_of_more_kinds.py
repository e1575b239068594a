import django.db.models.deletion
from django.db import migrations, models


def fill_year(apps, schema_editor):
    """Papers made so far are of the year in which they were written."""
    paper = apps.get_model("reports", "Paper")
    for row in paper.objects.filter(year=None).only("created_at"):
        paper.objects.filter(pk=row.pk).update(year=row.created_at.year)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_append_only_audit"),
        ("nominations", "0004_states_with_companions"),
        ("reports", "0001_initial"),
        ("reviews", "0002_decision"),
        ("units", "0004_drop_is_direct_worker"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="paper",
            name="paper_once_per_dossier",
        ),
        migrations.RemoveConstraint(
            model_name="paper",
            name="paper_issued_has_file",
        ),
        migrations.AddField(
            model_name="paper",
            name="decision",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers",
                to="reviews.decision",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="is_draft",
            field=models.BooleanField(default=False, verbose_name="là dự thảo"),
        ),
        migrations.AddField(
            model_name="paper",
            name="number",
            field=models.PositiveIntegerField(null=True, verbose_name="số"),
        ),
        migrations.AddField(
            model_name="paper",
            name="poll",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers",
                to="reviews.poll",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="revision",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="lần lập"),
        ),
        migrations.AddField(
            model_name="paper",
            name="session",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers",
                to="reviews.councilsession",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="year",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="năm"),
        ),
        migrations.RunPython(fill_year, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="paper",
            name="year",
            field=models.PositiveSmallIntegerField(verbose_name="năm"),
        ),
        migrations.AddField(
            model_name="paperform",
            name="layout",
            field=models.JSONField(blank=True, default=dict, verbose_name="khổ giấy"),
        ),
        migrations.AlterField(
            model_name="paper",
            name="dossier",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers",
                to="nominations.dossier",
            ),
        ),
        migrations.AlterField(
            model_name="paper",
            name="kind",
            field=models.CharField(
                choices=[
                    ("RECEIPT", "Phiếu tiếp nhận"),
                    ("MINUTES", "Biên bản họp Hội đồng"),
                    ("COUNT_MINUTES", "Biên bản kiểm phiếu"),
                    ("LETTER", "Tờ trình"),
                    ("DECISION", "Quyết định"),
                    ("CERTIFICATE", "Bằng khen"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="paper",
            name="symbol",
            field=models.CharField(max_length=64, verbose_name="số, ký hiệu"),
        ),
        migrations.AlterField(
            model_name="paper",
            name="title",
            field=models.CharField(max_length=400),
        ),
        migrations.AlterField(
            model_name="paperform",
            name="kind",
            field=models.CharField(
                choices=[
                    ("RECEIPT", "Phiếu tiếp nhận"),
                    ("MINUTES", "Biên bản họp Hội đồng"),
                    ("COUNT_MINUTES", "Biên bản kiểm phiếu"),
                    ("LETTER", "Tờ trình"),
                    ("DECISION", "Quyết định"),
                    ("CERTIFICATE", "Bằng khen"),
                ],
                max_length=16,
                verbose_name="loại văn bản",
            ),
        ),
        migrations.AlterField(
            model_name="paperform",
            name="legal_basis",
            field=models.JSONField(blank=True, default=list, verbose_name="căn cứ"),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decision__isnull", True),
                        ("dossier__isnull", False),
                        ("kind__in", ["RECEIPT"]),
                        ("poll__isnull", True),
                        ("session__isnull", True),
                    ),
                    models.Q(
                        ("decision__isnull", True),
                        ("dossier__isnull", True),
                        ("kind__in", ["MINUTES"]),
                        ("poll__isnull", True),
                        ("session__isnull", False),
                    ),
                    models.Q(
                        ("decision__isnull", True),
                        ("dossier__isnull", True),
                        ("kind__in", ["COUNT_MINUTES"]),
                        ("poll__isnull", False),
                        ("session__isnull", True),
                    ),
                    models.Q(
                        ("decision__isnull", False),
                        ("dossier__isnull", True),
                        ("kind__in", ["LETTER", "DECISION", "CERTIFICATE"]),
                        ("poll__isnull", True),
                        ("session__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="paper_about_one_object",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                fields=("kind", "dossier", "revision"), name="paper_once_per_dossier"
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                fields=("kind", "session", "revision"), name="paper_once_per_session"
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                fields=("kind", "poll", "revision"), name="paper_once_per_poll"
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                fields=("kind", "decision", "revision"), name="paper_once_per_decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ("MINUTES", "COUNT_MINUTES"))),
                fields=("issuer", "year", "number", "revision"),
                name="paper_minutes_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("MINUTES", "COUNT_MINUTES")), _negated=True),
                    ("number__gt", 0),
                    _connector="OR",
                ),
                name="paper_minutes_numbered",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("file", None), ("issued_at", None), ("state__in", ("PENDING", "RENDERING", "FAILED"))
                    ),
                    models.Q(
                        ("file__isnull", False),
                        ("issued_at__isnull", False),
                        ("state__in", ["READY", "ISSUED", "SUPERSEDED"]),
                    ),
                    _connector="OR",
                ),
                name="paper_made_has_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_draft", False), ("state", "READY"), _negated=True),
                    models.Q(("is_draft", True), ("state", "ISSUED"), _negated=True),
                ),
                name="paper_draft_is_not_issued",
            ),
        ),
    ]
