import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("nominations", "0001_initial"),
        ("nominations", "0002_sign_off_appraisal_evidence"),
        ("nominations", "0003_fill_class_and_letter"),
        ("nominations", "0004_states_with_companions"),
        ("nominations", "0005_queue_in_one_range"),
        ("nominations", "0006_one_name_for_the_class"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("awards", "0001_initial"),
        ("awards", "0003_grant_word_search"),
        ("campaigns", "0001_initial"),
        ("campaigns", "0002_participation_and_reviews"),
        ("core", "0002_append_only_audit"),
        ("units", "0001_initial"),
        ("units", "0004_drop_is_direct_worker"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dossier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, null=True, unique=True, verbose_name="mã hồ sơ")),
                (
                    "state",
                    models.CharField(
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
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("letter_no", models.CharField(blank=True, max_length=64, verbose_name="số tờ trình")),
                ("letter_on", models.DateField(null=True, verbose_name="ngày tờ trình")),
                ("sign_off_asked_at", models.DateTimeField(null=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("returned_at", models.DateTimeField(null=True)),
                ("returned_reason", models.TextField(blank=True, verbose_name="lý do yêu cầu bổ sung")),
                ("returned_due_on", models.DateField(null=True, verbose_name="hạn bổ sung")),
                ("refused_at", models.DateTimeField(null=True)),
                (
                    "refused_ground",
                    models.CharField(
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
                ("refused_reason", models.TextField(blank=True, verbose_name="lý do từ chối")),
                ("accepted_at", models.DateTimeField(null=True)),
                ("receipt_year", models.PositiveSmallIntegerField(null=True)),
                ("receipt_number", models.PositiveIntegerField(null=True)),
                ("due_on", models.DateField(null=True, verbose_name="hẹn trả")),
                ("appraised_at", models.DateTimeField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.TextField(blank=True, verbose_name="lý do rút")),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "queued_at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                state__in=("SUBMITTED", "ACCEPTED", "APPRAISED"),
                                then=models.F("submitted_at"),
                            )
                        ),
                        output_field=models.DateTimeField(null=True),
                    ),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "appraised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receipt_body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.orgunit",
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="campaigns.round",
                        verbose_name="đợt xét",
                    ),
                ),
                (
                    "rule_set",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.ruleset",
                    ),
                ),
                (
                    "sign_off_asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "standing_body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received_dossiers",
                        to="units.orgunit",
                        verbose_name="cơ quan tiếp nhận",
                    ),
                ),
                (
                    "submitted_by",
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
                        related_name="dossiers",
                        to="units.orgunit",
                        verbose_name="đơn vị đề nghị",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "hồ sơ đề nghị",
                "indexes": [
                    models.Index(fields=["unit", "-updated_at", "-id"], name="dossier_of_unit"),
                    models.Index(fields=["standing_body", "queued_at", "id"], name="dossier_queue_all"),
                    models.Index(
                        fields=["standing_body", "state", "submitted_at", "id"], name="dossier_queue"
                    ),
                    models.Index(fields=["standing_body", "-updated_at", "-id"], name="dossier_of_body"),
                    models.Index(fields=["-updated_at", "-id"], name="dossier_latest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "DRAFT",
                                    "AWAITING_SIGN_OFF",
                                    "SUBMITTED",
                                    "RETURNED",
                                    "ACCEPTED",
                                    "APPRAISED",
                                    "CONFIRMED",
                                    "CLOSED",
                                    "WITHDRAWN",
                                    "REFUSED",
                                ],
                            )
                        ),
                        name="dossier_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "AWAITING_SIGN_OFF"),
                                ("sign_off_asked_at__isnull", False),
                                ("sign_off_asked_by__isnull", False),
                            ),
                            models.Q(
                                models.Q(("state", "AWAITING_SIGN_OFF"), _negated=True),
                                ("sign_off_asked_at__isnull", True),
                                ("sign_off_asked_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="dossier_sign_off_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "DRAFT"), ("submitted_at", None), ("submitted_by", None)),
                            models.Q(
                                ("state__in", ["AWAITING_SIGN_OFF", "WITHDRAWN"]),
                                ("submitted_at__isnull", True),
                                ("submitted_by__isnull", True),
                            ),
                            models.Q(
                                models.Q(("state", "DRAFT"), _negated=True),
                                ("code__isnull", False),
                                ("submitted_at__isnull", False),
                                ("submitted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="dossier_sent_by_and_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        "SUBMITTED",
                                        "RETURNED",
                                        "REFUSED",
                                        "ACCEPTED",
                                        "APPRAISED",
                                        "CONFIRMED",
                                        "CLOSED",
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                models.Q(("letter_no", ""), _negated=True), ("letter_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="dossier_sent_with_letter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("returned_reason", ""),
                                ("returned_at__isnull", True),
                                ("returned_by__isnull", True),
                                ("returned_due_on__isnull", True),
                                models.Q(("state", "RETURNED"), _negated=True),
                            ),
                            models.Q(
                                models.Q(("returned_reason", ""), _negated=True),
                                ("returned_at__isnull", False),
                                ("returned_by__isnull", False),
                                ("returned_due_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="dossier_returned_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "refused_ground__in",
                                    ["NOT_ELIGIBLE", "STANDARD_NOT_MET", "INCOMPLETE", "UNLAWFUL"],
                                ),
                                ("state", "REFUSED"),
                                models.Q(("refused_reason", ""), _negated=True),
                                ("refused_at__isnull", False),
                                ("refused_by__isnull", False),
                            ),
                            models.Q(
                                models.Q(("state", "REFUSED"), _negated=True),
                                ("refused_ground", ""),
                                ("refused_reason", ""),
                                ("refused_at__isnull", True),
                                ("refused_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="dossier_refused_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["ACCEPTED", "APPRAISED", "CONFIRMED", "CLOSED", "WITHDRAWN"]),
                                ("accepted_at__isnull", False),
                                ("accepted_by__isnull", False),
                                ("due_on__isnull", False),
                                ("receipt_body__isnull", False),
                                ("receipt_number__isnull", False),
                                ("receipt_year__isnull", False),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ("ACCEPTED", "APPRAISED", "CONFIRMED", "CLOSED")),
                                    _negated=True,
                                ),
                                ("accepted_at__isnull", True),
                                ("accepted_by__isnull", True),
                                ("due_on__isnull", True),
                                ("receipt_body__isnull", True),
                                ("receipt_number__isnull", True),
                                ("receipt_year__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="dossier_accepted_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["APPRAISED", "CONFIRMED", "CLOSED"]),
                                ("appraised_at__isnull", False),
                                ("appraised_by__isnull", False),
                            ),
                            ("state", "WITHDRAWN"),
                            models.Q(
                                models.Q(("state__in", ["APPRAISED", "CONFIRMED", "CLOSED"]), _negated=True),
                                ("appraised_at__isnull", True),
                                ("appraised_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="dossier_appraised_by_and_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["CONFIRMED", "CLOSED"]),
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                            ),
                            models.Q(
                                models.Q(("state__in", ["CONFIRMED", "CLOSED"]), _negated=True),
                                ("confirmed_at__isnull", True),
                                ("confirmed_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="dossier_confirmed_by_and_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "CLOSED"), ("closed_at__isnull", False)),
                            models.Q(
                                models.Q(("state", "CLOSED"), _negated=True), ("closed_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="dossier_closed_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "WITHDRAWN"),
                                models.Q(("withdrawn_reason", ""), _negated=True),
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                            ),
                            models.Q(
                                models.Q(("state", "WITHDRAWN"), _negated=True),
                                ("withdrawn_reason", ""),
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="dossier_withdrawn_with_reason",
                    ),
                    models.UniqueConstraint(
                        fields=("receipt_body", "receipt_year", "receipt_number"),
                        name="dossier_receipt_number_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recipient",
                    models.CharField(
                        choices=[
                            ("INDIVIDUAL", "Cá nhân"),
                            ("COLLECTIVE", "Tập thể"),
                            ("HOUSEHOLD", "Hộ gia đình"),
                        ],
                        default="INDIVIDUAL",
                        max_length=16,
                        verbose_name="đối tượng",
                    ),
                ),
                ("order", models.PositiveIntegerField(verbose_name="thứ tự")),
                (
                    "full_name",
                    models.CharField(db_collation="tieng_viet", max_length=200, verbose_name="tên"),
                ),
                ("folded", models.CharField(max_length=200)),
                ("birth_date", models.DateField(null=True, verbose_name="ngày sinh")),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("MALE", "Nam"), ("FEMALE", "Nữ")],
                        max_length=8,
                        verbose_name="giới tính",
                    ),
                ),
                ("position", models.CharField(blank=True, max_length=160, verbose_name="chức vụ, công việc")),
                (
                    "leader_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("PROVINCE_LEADER", "Lãnh đạo cấp bộ, tỉnh trở lên"),
                            ("DEPARTMENT_LEADER", "Lãnh đạo vụ, sở, ngành"),
                            ("ENTREPRENEUR", "Doanh nhân"),
                            ("OTHER_LEADER", "Lãnh đạo khác từ phó phòng trở lên"),
                            ("DIRECT_WORKER", "Người trực tiếp công tác, lao động, học tập, chiến đấu"),
                        ],
                        max_length=20,
                        verbose_name="nhóm đối tượng",
                    ),
                ),
                ("achievement", models.TextField(verbose_name="thành tích")),
                ("merit", models.CharField(blank=True, max_length=500, verbose_name="câu ghi thành tích")),
                ("unit_name", models.CharField(blank=True, max_length=200, verbose_name="đơn vị khi gửi")),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "findings",
                    models.JSONField(null=True, verbose_name="kết quả đối chiếu tiêu chuẩn khi tiếp nhận"),
                ),
                (
                    "outcome",
                    models.CharField(
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
                ("outcome_at", models.DateTimeField(null=True)),
                ("outcome_reason", models.TextField(blank=True)),
                (
                    "conclusion",
                    models.CharField(
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
                ("appraisal_reason", models.TextField(blank=True, verbose_name="lý do thẩm định")),
                ("appraised_at", models.DateTimeField(null=True)),
                (
                    "appraised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="awards.awardtype",
                        verbose_name="khen thưởng đề nghị",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nominations",
                        to="nominations.dossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "nominee_unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="units.orgunit",
                        verbose_name="tập thể",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
            ],
            options={
                "verbose_name": "đề nghị",
                "ordering": ["order", "id"],
                "indexes": [models.Index(fields=["outcome", "dossier"], name="nomination_by_outcome")],
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "order"), name="nomination_order_once"),
                    models.CheckConstraint(
                        condition=models.Q(("full_name", ""), _negated=True), name="nomination_has_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recipient__in", ["INDIVIDUAL", "COLLECTIVE", "HOUSEHOLD"])),
                        name="nomination_recipient_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "leader_class__in",
                                [
                                    "",
                                    "PROVINCE_LEADER",
                                    "DEPARTMENT_LEADER",
                                    "ENTREPRENEUR",
                                    "OTHER_LEADER",
                                    "DIRECT_WORKER",
                                ],
                            )
                        ),
                        name="nomination_class_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("birth_date__isnull", False),
                                ("nominee_unit", None),
                                ("recipient", "INDIVIDUAL"),
                            ),
                            models.Q(
                                models.Q(("recipient", "INDIVIDUAL"), _negated=True),
                                ("birth_date", None),
                                ("gender", ""),
                                ("leader_class", ""),
                                ("person", None),
                            ),
                            _connector="OR",
                        ),
                        name="nomination_person_or_collective",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "PROPOSED",
                                    "QUALIFIED",
                                    "NOT_QUALIFIED",
                                    "NEEDS_JUDGEMENT",
                                    "RECOMMENDED",
                                    "NOT_RECOMMENDED",
                                    "GRANTED",
                                    "DECLINED",
                                    "FORWARDED",
                                    "REVOKED",
                                ],
                            )
                        ),
                        name="nomination_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("appraised_at", None),
                                ("appraised_by", None),
                                ("conclusion", ""),
                                ("outcome", "PROPOSED"),
                            ),
                            models.Q(
                                models.Q(("outcome", "PROPOSED"), _negated=True),
                                models.Q(("conclusion", ""), _negated=True),
                                ("appraised_at__isnull", False),
                                ("appraised_by__isnull", False),
                                ("outcome_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="nomination_appraised_by_and_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("conclusion__in", ["NEEDS_JUDGEMENT", "NOT_QUALIFIED"]), _negated=True),
                            models.Q(("appraisal_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="nomination_appraised_with_reason",
                    ),
                ],
            },
        ),
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
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="nominations.dossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="core.storedfile",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="nominations.nomination",
                        verbose_name="đề nghị",
                    ),
                ),
            ],
            options={
                "verbose_name": "minh chứng",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["LETTER", "REPORT", "MINUTES", "INITIATIVE", "OTHER"])
                        ),
                        name="evidence_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scan__in", ["PENDING", "CLEAN", "INFECTED", "ERROR"])),
                        name="evidence_scan_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "LETTER"), _negated=True), ("nomination", None), _connector="OR"
                        ),
                        name="evidence_letter_of_dossier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at", None), ("removed_by", None)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="evidence_removed_by_and_at",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "LETTER"), ("removed_at", None)),
                        fields=("dossier",),
                        name="evidence_one_letter",
                    ),
                ],
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
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recusals",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "từ chối xét vì có liên quan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="recusal_has_reason"
                    ),
                    models.UniqueConstraint(fields=("user", "nomination"), name="recusal_once"),
                ],
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
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supplements",
                        to="nominations.nomination",
                    ),
                ),
            ],
            options={
                "verbose_name": "yêu cầu bổ sung",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="supplement_has_reason"
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(
                                ("answered_at", None),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="supplement_ended_unanswered",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None), ("ended_at", None)),
                        fields=("nomination",),
                        name="supplement_open_once",
                    ),
                ],
            },
        ),
    ]
