import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("reports", "0001_initial"),
        ("reports", "0002_papers_of_more_kinds"),
        ("reports", "0003_periodic_report_and_schedule"),
        ("reports", "0004_failed_report_follows_its_job"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("core", "0002_append_only_audit"),
        ("nominations", "0001_initial"),
        ("nominations", "0004_states_with_companions"),
        ("reviews", "0002_decision"),
        ("units", "0001_initial"),
        ("units", "0004_drop_is_direct_worker"),
        ("units", "0005_lists_by_name_and_word"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
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
                ("symbol", models.CharField(max_length=16, verbose_name="ký hiệu loại")),
                ("name", models.CharField(max_length=200, verbose_name="tên loại")),
                ("legal_basis", models.JSONField(blank=True, default=list, verbose_name="căn cứ")),
                ("layout", models.JSONField(blank=True, default=dict, verbose_name="khổ giấy")),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                ("valid_to", models.DateField(null=True, verbose_name="thôi áp dụng từ ngày")),
                ("confirmed", models.BooleanField(default=False, verbose_name="đã được xác nhận")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "valid_from"), name="paper_form_kind_from"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="paper_form_period_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportSchedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("QUARTER", "Báo cáo quý"),
                            ("HALF", "Báo cáo 6 tháng"),
                            ("YEAR", "Báo cáo năm"),
                        ],
                        max_length=8,
                        verbose_name="loại báo cáo",
                    ),
                ),
                (
                    "part",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="kỳ trong năm"),
                ),
                (
                    "cut_day",
                    models.PositiveSmallIntegerField(verbose_name="ngày bắt đầu lấy số liệu trong tháng"),
                ),
                (
                    "due_days",
                    models.PositiveSmallIntegerField(verbose_name="hạn gửi, số ngày sau khi chốt số liệu"),
                ),
                ("recipients", models.JSONField(default=list, verbose_name="nơi nhận")),
                ("legal_basis", models.CharField(max_length=250, verbose_name="căn cứ pháp lý")),
                ("confirmed", models.BooleanField(default=False, verbose_name="đã được xác nhận")),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="thôi áp dụng từ ngày")),
            ],
            options={
                "verbose_name": "lịch báo cáo",
                "verbose_name_plural": "lịch báo cáo",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "valid_from"), name="report_schedule_kind_from"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["QUARTER", "HALF", "YEAR"])),
                        name="report_schedule_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cut_day__gte", 1), ("cut_day__lte", 28)),
                        name="report_schedule_cut_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="report_schedule_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
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
                ("revision", models.PositiveSmallIntegerField(default=1, verbose_name="lần lập")),
                ("number", models.PositiveIntegerField(null=True, verbose_name="số")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("symbol", models.CharField(max_length=64, verbose_name="số, ký hiệu")),
                ("title", models.CharField(max_length=400)),
                ("is_draft", models.BooleanField(default=False, verbose_name="là dự thảo")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PENDING", "Chờ lập"),
                            ("RENDERING", "Đang lập"),
                            ("READY", "Đã lập"),
                            ("FAILED", "Chưa lập được"),
                            ("ISSUED", "Đã phát hành"),
                            ("SUPERSEDED", "Đã thay thế"),
                        ],
                        default="PENDING",
                        max_length=16,
                    ),
                ),
                ("values", models.JSONField()),
                ("created_at", models.DateTimeField()),
                ("issued_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="reviews.decision",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="nominations.dossier",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper",
                        to="core.storedfile",
                    ),
                ),
                (
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="units.orgunit"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="reviews.poll",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="reviews.councilsession",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="reports.paperform",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
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
                    models.UniqueConstraint(
                        fields=("kind", "dossier", "revision"), name="paper_once_per_dossier"
                    ),
                    models.UniqueConstraint(
                        fields=("kind", "session", "revision"), name="paper_once_per_session"
                    ),
                    models.UniqueConstraint(fields=("kind", "poll", "revision"), name="paper_once_per_poll"),
                    models.UniqueConstraint(
                        fields=("kind", "decision", "revision"), name="paper_once_per_decision"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ("MINUTES", "COUNT_MINUTES"))),
                        fields=("issuer", "year", "number", "revision"),
                        name="paper_minutes_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("MINUTES", "COUNT_MINUTES")), _negated=True),
                            ("number__gt", 0),
                            _connector="OR",
                        ),
                        name="paper_minutes_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["PENDING", "RENDERING", "READY", "FAILED", "ISSUED", "SUPERSEDED"])
                        ),
                        name="paper_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("file", None),
                                ("issued_at", None),
                                ("state__in", ("PENDING", "RENDERING", "FAILED")),
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_draft", False), ("state", "READY"), _negated=True),
                            models.Q(("is_draft", True), ("state", "ISSUED"), _negated=True),
                        ),
                        name="paper_draft_is_not_issued",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodicReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("QUARTER", "Báo cáo quý"),
                            ("HALF", "Báo cáo 6 tháng"),
                            ("YEAR", "Báo cáo năm"),
                        ],
                        max_length=8,
                        verbose_name="loại báo cáo",
                    ),
                ),
                ("period", models.CharField(max_length=8, verbose_name="kỳ báo cáo")),
                ("revision", models.PositiveSmallIntegerField(default=1, verbose_name="lần ban hành")),
                ("from_on", models.DateField(verbose_name="số liệu từ ngày")),
                ("to_on", models.DateField(verbose_name="số liệu đến hết ngày")),
                ("due_on", models.DateField(verbose_name="hạn gửi")),
                (
                    "state",
                    models.CharField(
                        choices=[("PENDING", "Đang lập"), ("READY", "Dự thảo"), ("ISSUED", "Đã phát hành")],
                        default="PENDING",
                        max_length=8,
                        verbose_name="tình trạng",
                    ),
                ),
                ("edition", models.PositiveIntegerField(default=1, verbose_name="lần lập")),
                ("values", models.JSONField(verbose_name="số liệu")),
                ("gathered_at", models.DateTimeField(verbose_name="chốt số liệu lúc")),
                ("leading_text", models.TextField(blank=True, verbose_name="công tác lãnh đạo, chỉ đạo")),
                ("models_text", models.TextField(blank=True, verbose_name="điển hình tiên tiến")),
                ("limits_text", models.TextField(blank=True, verbose_name="hạn chế, nguyên nhân")),
                ("proposals_text", models.TextField(blank=True, verbose_name="phương hướng, kiến nghị")),
                ("created_at", models.DateTimeField(verbose_name="yêu cầu lúc")),
                ("made_at", models.DateTimeField(null=True, verbose_name="lập xong lúc")),
                ("number", models.PositiveIntegerField(null=True, verbose_name="số")),
                ("issued_on", models.DateField(null=True, verbose_name="ngày ban hành")),
                ("issued_at", models.DateTimeField(null=True, verbose_name="phát hành lúc")),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pdf",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periodic_reports",
                        to="units.orgunit",
                        verbose_name="cơ quan báo cáo",
                    ),
                ),
                (
                    "xlsx",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "báo cáo định kỳ",
                "verbose_name_plural": "báo cáo định kỳ",
                "indexes": [models.Index(fields=["unit", "-to_on", "-id"], name="report_latest_of_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "kind", "period", "revision"), name="report_once_per_period"
                    ),
                    models.UniqueConstraint(
                        fields=("unit", "number", "issued_on"), name="report_number_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["QUARTER", "HALF", "YEAR"])),
                        name="report_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["PENDING", "READY", "ISSUED"])),
                        name="report_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gt", models.F("from_on"))), name="report_days_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "PENDING"),
                            models.Q(
                                ("made_at__isnull", False), ("pdf__isnull", False), ("xlsx__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="report_made_has_files",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("issued_at", None),
                                ("issued_by", None),
                                ("issued_on", None),
                                ("number", None),
                                models.Q(("state", "ISSUED"), _negated=True),
                            ),
                            models.Q(
                                ("issued_at__isnull", False),
                                ("issued_by__isnull", False),
                                ("issued_on__isnull", False),
                                ("number__gt", 0),
                                models.Q(("state", "READY"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="report_issued_together",
                    ),
                ],
            },
        ),
    ]
