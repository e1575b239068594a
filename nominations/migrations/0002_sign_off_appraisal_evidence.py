import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0003_grant_word_search"),
        ("campaigns", "0002_participation_and_reviews"),
        ("core", "0002_append_only_audit"),
        ("nominations", "0001_initial"),
        ("units", "0004_drop_is_direct_worker"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Evidence",
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
                            ("LETTER", "Tờ trình"),
                            ("REPORT", "Báo cáo thành tích"),
                            ("MINUTES", "Biên bản họp, kết quả bỏ phiếu"),
                            ("INITIATIVE", "Quyết định công nhận sáng kiến"),
                            ("OTHER", "Tài liệu khác"),
                        ],
                        max_length=16,
                        verbose_name="loại",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="tên tài liệu")),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("PENDING", "Chờ kiểm tra"),
                            ("CLEAN", "Hợp lệ"),
                            ("INFECTED", "Có mã độc"),
                            ("ERROR", "Chưa kiểm tra được"),
                        ],
                        max_length=10,
                        verbose_name="kiểm tra tệp",
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "minh chứng",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="lý do")),
                ("from_on", models.DateField(verbose_name="kể từ ngày")),
                ("declared_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "từ chối xét vì có liên quan",
            },
        ),
        migrations.CreateModel(
            name="Supplement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="nội dung cần bổ sung")),
                ("due_on", models.DateField(verbose_name="hạn bổ sung")),
                ("asked_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, verbose_name="trả lời")),
                ("answered_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "yêu cầu bổ sung",
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="dossier",
            name="dossier_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="dossier",
            name="dossier_sent_by_and_at",
        ),
        migrations.RemoveConstraint(
            model_name="dossier",
            name="dossier_accepted_together",
        ),
        migrations.AddField(
            model_name="dossier",
            name="appraised_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="appraised_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="closed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="confirmed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="letter_no",
            field=models.CharField(blank=True, max_length=64, verbose_name="số tờ trình"),
        ),
        migrations.AddField(
            model_name="dossier",
            name="letter_on",
            field=models.DateField(null=True, verbose_name="ngày tờ trình"),
        ),
        migrations.AddField(
            model_name="dossier",
            name="refused_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="refused_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="refused_ground",
            field=models.CharField(
                blank=True,
                choices=[
                    ("NOT_ELIGIBLE", "Không đúng đối tượng"),
                    ("STANDARD_NOT_MET", "Không đủ tiêu chuẩn"),
                    ("INCOMPLETE", "Không đủ hồ sơ theo quy định"),
                    ("UNLAWFUL", "Có vi phạm pháp luật"),
                ],
                max_length=20,
                verbose_name="căn cứ từ chối",
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="refused_reason",
            field=models.TextField(blank=True, verbose_name="lý do từ chối"),
        ),
        migrations.AddField(
            model_name="dossier",
            name="returned_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="returned_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="returned_due_on",
            field=models.DateField(null=True, verbose_name="hạn bổ sung"),
        ),
        migrations.AddField(
            model_name="dossier",
            name="returned_reason",
            field=models.TextField(blank=True, verbose_name="lý do yêu cầu bổ sung"),
        ),
        migrations.AddField(
            model_name="dossier",
            name="rule_set",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="awards.ruleset"
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="sign_off_asked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="sign_off_asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="dossier",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="withdrawn_reason",
            field=models.TextField(blank=True, verbose_name="lý do rút"),
        ),
        migrations.AddField(
            model_name="nomination",
            name="appraisal_reason",
            field=models.TextField(blank=True, verbose_name="lý do thẩm định"),
        ),
        migrations.AddField(
            model_name="nomination",
            name="appraised_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="nomination",
            name="appraised_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="conclusion",
            field=models.CharField(
                blank=True,
                choices=[
                    ("PROPOSED", "Chưa kết luận"),
                    ("QUALIFIED", "Đủ tiêu chuẩn"),
                    ("NOT_QUALIFIED", "Chưa đủ tiêu chuẩn"),
                    ("NEEDS_JUDGEMENT", "Cần xem xét"),
                    ("RECOMMENDED", "Hội đồng đề nghị"),
                    ("NOT_RECOMMENDED", "Hội đồng không đề nghị"),
                    ("GRANTED", "Được khen thưởng"),
                    ("DECLINED", "Không được khen thưởng"),
                    ("FORWARDED", "Đã trình cấp trên"),
                    ("REVOKED", "Bị thu hồi"),
                ],
                max_length=20,
                verbose_name="kết luận thẩm định",
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="findings",
            field=models.JSONField(null=True, verbose_name="kết quả đối chiếu tiêu chuẩn khi tiếp nhận"),
        ),
        migrations.AddField(
            model_name="nomination",
            name="leader_class",
            field=models.CharField(
                blank=True,
                choices=[
                    ("PROVINCE_LEADER", "Lãnh đạo cấp bộ, tỉnh trở lên"),
                    ("DEPARTMENT_LEADER", "Lãnh đạo vụ, sở, ngành"),
                    ("ENTREPRENEUR", "Doanh nhân"),
                    ("OTHER_LEADER", "Lãnh đạo khác từ phó phòng trở lên"),
                    ("DIRECT_WORKER", "Người trực tiếp công tác, lao động, học tập, chiến đấu"),
                ],
                max_length=20,
                verbose_name="diện",
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="merit",
            field=models.CharField(blank=True, max_length=500, verbose_name="câu ghi thành tích"),
        ),
        migrations.AddField(
            model_name="nomination",
            name="nominee_unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="nominations",
                to="units.orgunit",
                verbose_name="tập thể",
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("PROPOSED", "Chưa kết luận"),
                    ("QUALIFIED", "Đủ tiêu chuẩn"),
                    ("NOT_QUALIFIED", "Chưa đủ tiêu chuẩn"),
                    ("NEEDS_JUDGEMENT", "Cần xem xét"),
                    ("RECOMMENDED", "Hội đồng đề nghị"),
                    ("NOT_RECOMMENDED", "Hội đồng không đề nghị"),
                    ("GRANTED", "Được khen thưởng"),
                    ("DECLINED", "Không được khen thưởng"),
                    ("FORWARDED", "Đã trình cấp trên"),
                    ("REVOKED", "Bị thu hồi"),
                ],
                default="PROPOSED",
                max_length=20,
                verbose_name="kết quả",
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="outcome_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="nomination",
            name="outcome_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="dossier",
            name="state",
            field=models.CharField(
                choices=[
                    ("DRAFT", "Đang soạn"),
                    ("AWAITING_SIGN_OFF", "Chờ thủ trưởng duyệt"),
                    ("SUBMITTED", "Chờ tiếp nhận"),
                    ("RETURNED", "Yêu cầu bổ sung"),
                    ("ACCEPTED", "Đang thẩm định"),
                    ("APPRAISED", "Chờ duyệt thẩm định"),
                    ("CONFIRMED", "Đã duyệt thẩm định"),
                    ("CLOSED", "Đã kết thúc"),
                    ("WITHDRAWN", "Đơn vị đã rút"),
                    ("REFUSED", "Từ chối tiếp nhận"),
                ],
                default="DRAFT",
                max_length=20,
                verbose_name="trạng thái",
            ),
        ),
        migrations.AlterField(
            model_name="nomination",
            name="birth_date",
            field=models.DateField(null=True, verbose_name="ngày sinh"),
        ),
        migrations.AlterField(
            model_name="nomination",
            name="folded",
            field=models.CharField(max_length=200),
        ),
        migrations.AlterField(
            model_name="nomination",
            name="full_name",
            field=models.CharField(db_collation="tieng_viet", max_length=200, verbose_name="tên"),
        ),
        migrations.AlterField(
            model_name="nomination",
            name="gender",
            field=models.CharField(
                blank=True,
                choices=[("MALE", "Nam"), ("FEMALE", "Nữ")],
                max_length=8,
                verbose_name="giới tính",
            ),
        ),
        migrations.AlterField(
            model_name="nomination",
            name="position",
            field=models.CharField(blank=True, max_length=160, verbose_name="chức vụ, công việc"),
        ),
        migrations.AddIndex(
            model_name="nomination",
            index=models.Index(fields=["outcome", "dossier"], name="nomination_by_outcome"),
        ),
        migrations.AddField(
            model_name="evidence",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evidence",
                to="nominations.dossier",
                verbose_name="hồ sơ",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="file",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="core.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="nomination",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evidence",
                to="nominations.nomination",
                verbose_name="đề nghị",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="removed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="uploaded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="declared_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="nomination",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="recusals",
                to="nominations.nomination",
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recusals",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="supplement",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="supplement",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="supplement",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="supplement",
            name="nomination",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="supplements",
                to="nominations.nomination",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["LETTER", "REPORT", "MINUTES", "INITIATIVE", "OTHER"])),
                name="evidence_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("scan__in", ["PENDING", "CLEAN", "INFECTED", "ERROR"])),
                name="evidence_scan_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "LETTER"), _negated=True), ("nomination", None), _connector="OR"
                ),
                name="evidence_letter_of_dossier",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removed_at", None), ("removed_by", None)),
                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                    _connector="OR",
                ),
                name="evidence_removed_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "LETTER"), ("removed_at", None)),
                fields=("dossier",),
                name="evidence_one_letter",
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="recusal_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(fields=("user", "nomination"), name="recusal_once"),
        ),
        migrations.AddConstraint(
            model_name="supplement",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="supplement_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="supplement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="supplement_answered_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="supplement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None)),
                    models.Q(("answered_at", None), ("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="supplement_ended_unanswered",
            ),
        ),
        migrations.AddConstraint(
            model_name="supplement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at", None), ("ended_at", None)),
                fields=("nomination",),
                name="supplement_open_once",
            ),
        ),
    ]
