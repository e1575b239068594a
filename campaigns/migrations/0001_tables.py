import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import campaigns.models.campaign


class Migration(migrations.Migration):
    replaces = [
        ("campaigns", "0001_initial"),
        ("campaigns", "0002_participation_and_reviews"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("awards", "0001_initial"),
        ("units", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=32, unique=True, verbose_name="mã phong trào")),
                ("name", models.CharField(max_length=250, verbose_name="tên phong trào")),
                (
                    "kind",
                    models.CharField(
                        choices=[("YEARLY", "Thường xuyên"), ("THEMATIC", "Theo chuyên đề")],
                        max_length=16,
                        verbose_name="hình thức",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("NATIONWIDE", "Toàn quốc"),
                            ("PROVINCE", "Bộ, ngành, địa phương"),
                            ("GROUP", "Cụm, khối thi đua"),
                            ("UNIT", "Cơ quan, đơn vị"),
                        ],
                        default="PROVINCE",
                        max_length=16,
                        verbose_name="phạm vi",
                    ),
                ),
                ("theme", models.CharField(blank=True, max_length=250, verbose_name="chủ đề")),
                ("purpose", models.TextField(blank=True, verbose_name="mục đích, yêu cầu")),
                ("plan_text", models.TextField(blank=True, verbose_name="nội dung kế hoạch")),
                ("criteria", models.TextField(blank=True, verbose_name="tiêu chí đánh giá")),
                (
                    "participant_kinds",
                    models.JSONField(
                        default=campaigns.models.campaign._invited, verbose_name="đối tượng tham gia"
                    ),
                ),
                ("period_from", models.DateField(verbose_name="từ ngày")),
                ("period_to", models.DateField(verbose_name="đến hết ngày")),
                (
                    "register_until",
                    models.DateField(blank=True, null=True, verbose_name="nhận đăng ký đến hết ngày"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Đang xây dựng"),
                            ("LAUNCHED", "Đã phát động"),
                            ("INTERIM_REVIEWED", "Đã sơ kết"),
                            ("FINAL_REVIEWED", "Đã tổng kết"),
                            ("ARCHIVED", "Đã lưu trữ"),
                        ],
                        default="DRAFT",
                        max_length=20,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "document_no",
                    models.CharField(blank=True, max_length=64, verbose_name="số văn bản phát động"),
                ),
                (
                    "document_on",
                    models.DateField(blank=True, null=True, verbose_name="ngày văn bản phát động"),
                ),
                ("launched_at", models.DateTimeField(blank=True, null=True, verbose_name="phát động lúc")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="units.orgunit",
                        verbose_name="nơi phát động",
                    ),
                ),
            ],
            options={
                "verbose_name": "phong trào thi đua",
                "verbose_name_plural": "phong trào thi đua",
                "indexes": [models.Index(fields=["-period_to", "-id"], name="campaign_by_end")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("period_to__gte", models.F("period_from"))),
                        name="campaign_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["DRAFT", "LAUNCHED", "INTERIM_REVIEWED", "FINAL_REVIEWED", "ARCHIVED"],
                            )
                        ),
                        name="campaign_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["YEARLY", "THEMATIC"])), name="campaign_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scope__in", ["NATIONWIDE", "PROVINCE", "GROUP", "UNIT"])),
                        name="campaign_scope_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("register_until__isnull", True),
                            ("register_until__lte", models.F("period_to")),
                            _connector="OR",
                        ),
                        name="campaign_registration_in_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("document_no", ""),
                                ("document_on__isnull", True),
                                ("launched_at__isnull", True),
                                ("state", "DRAFT"),
                            ),
                            models.Q(
                                models.Q(("state", "DRAFT"), _negated=True),
                                models.Q(("document_no", ""), _negated=True),
                                ("document_on__isnull", False),
                                ("launched_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="campaign_launched_with_document",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignReview",
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
                        choices=[("INTERIM", "Sơ kết"), ("FINAL", "Tổng kết")],
                        max_length=8,
                        verbose_name="loại",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="hạn tổ chức")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="ngày tổ chức")),
                ("document_no", models.CharField(blank=True, max_length=64, verbose_name="số báo cáo")),
                ("document_on", models.DateField(blank=True, null=True, verbose_name="ngày báo cáo")),
                ("summary", models.TextField(blank=True, verbose_name="kết quả tóm tắt")),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="campaigns.campaign",
                        verbose_name="phong trào thi đua",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sơ kết, tổng kết",
                "verbose_name_plural": "sơ kết, tổng kết",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["INTERIM", "FINAL"])),
                        name="campaign_review_kind_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "FINAL")),
                        fields=("campaign",),
                        name="campaign_review_final_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("held_on__isnull", True), ("kind", "INTERIM")),
                        fields=("campaign", "due_on"),
                        name="campaign_review_interim_planned_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("document_no", ""),
                                ("document_on__isnull", True),
                                ("held_on__isnull", True),
                                ("recorded_at__isnull", True),
                                ("recorded_by__isnull", True),
                                ("summary", ""),
                            ),
                            models.Q(
                                ("document_on__isnull", False),
                                ("held_on__isnull", False),
                                ("recorded_at__isnull", False),
                                ("recorded_by__isnull", False),
                                models.Q(("document_no", ""), _negated=True),
                                models.Q(("summary", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="campaign_review_held_with_document",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("text", models.CharField(max_length=250, verbose_name="chỉ tiêu")),
                ("unit_word", models.CharField(max_length=40, verbose_name="đơn vị tính")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="campaigns.campaign",
                        verbose_name="phong trào thi đua",
                    ),
                ),
            ],
            options={
                "verbose_name": "chỉ tiêu",
                "verbose_name_plural": "chỉ tiêu",
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "order"), name="campaign_target_order_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True), models.Q(("unit_word", ""), _negated=True)
                        ),
                        name="campaign_target_in_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("titles_text", models.TextField(blank=True, verbose_name="danh hiệu, hình thức đăng ký")),
                ("registered_at", models.DateTimeField(verbose_name="đăng ký lúc")),
                ("updated_at", models.DateTimeField(verbose_name="sửa lúc")),
                ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="báo tiến độ lúc")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="campaigns.campaign",
                        verbose_name="phong trào thi đua",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="units.orgunit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "đăng ký thi đua",
                "verbose_name_plural": "đăng ký thi đua",
                "indexes": [
                    models.Index(fields=["campaign", "-registered_at", "-id"], name="participation_latest")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "unit"), name="participation_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ParticipationTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="số đăng ký"
                    ),
                ),
                (
                    "reached",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="đã đạt"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="campaigns.participation",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registered",
                        to="campaigns.campaigntarget",
                    ),
                ),
            ],
            options={
                "verbose_name": "chỉ tiêu đăng ký",
                "verbose_name_plural": "chỉ tiêu đăng ký",
                "ordering": ["target__order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participation", "target"), name="participation_target_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__isnull", True), ("number__gte", 0), _connector="OR"),
                            models.Q(("reached__isnull", True), ("reached__gte", 0), _connector="OR"),
                        ),
                        name="participation_target_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Progress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="số đạt được"
                    ),
                ),
                ("sentence", models.CharField(max_length=500, verbose_name="kết quả trong một câu")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress",
                        to="campaigns.participation",
                        verbose_name="đăng ký thi đua",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.campaigntarget",
                        verbose_name="chỉ tiêu",
                    ),
                ),
            ],
            options={
                "verbose_name": "tiến độ",
                "verbose_name_plural": "tiến độ",
                "indexes": [models.Index(fields=["participation", "-id"], name="progress_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sentence", ""), _negated=True), name="progress_has_sentence"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__isnull", True), ("target__isnull", True)),
                            models.Q(
                                ("number__gte", 0), ("number__isnull", False), ("target__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="progress_number_of_target",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=32, unique=True, verbose_name="mã đợt xét")),
                ("name", models.CharField(max_length=250, verbose_name="tên đợt xét")),
                (
                    "commendation_type",
                    models.CharField(
                        choices=[
                            ("CONG_TRANG", "Công trạng"),
                            ("DOT_XUAT", "Đột xuất"),
                            ("PHONG_TRAO", "Phong trào thi đua"),
                            ("CONG_HIEN", "Quá trình cống hiến"),
                            ("NIEN_HAN", "Niên hạn"),
                            ("DOI_NGOAI", "Đối ngoại"),
                        ],
                        max_length=16,
                        verbose_name="loại hình khen thưởng",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm xét")),
                ("letter_no", models.CharField(max_length=64, verbose_name="số công văn hướng dẫn")),
                ("letter_on", models.DateField(verbose_name="ngày công văn hướng dẫn")),
                ("opens_at", models.DateTimeField(verbose_name="nhận hồ sơ từ")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="ngừng nhận từ")),
                (
                    "appraise_days",
                    models.PositiveSmallIntegerField(verbose_name="số ngày làm việc thẩm định"),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="số ngày làm việc công khai lấy ý kiến"
                    ),
                ),
                ("submitter_kinds", models.JSONField(verbose_name="loại đơn vị được gửi hồ sơ")),
                ("default_merit", models.TextField(blank=True, verbose_name="câu ghi thành tích gợi ý")),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="campaigns.campaign",
                        verbose_name="phong trào thi đua",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="units.orgunit",
                        verbose_name="cấp khen thưởng",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds_in_charge",
                        to="units.membership",
                        verbose_name="chuyên viên phụ trách",
                    ),
                ),
                (
                    "standing_body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received_rounds",
                        to="units.orgunit",
                        verbose_name="cơ quan tiếp nhận, thẩm định",
                    ),
                ),
            ],
            options={
                "verbose_name": "đợt xét",
                "verbose_name_plural": "đợt xét",
                "indexes": [
                    models.Index(fields=["-opens_at", "-id"], name="round_by_opening"),
                    models.Index(fields=["year", "-opens_at", "-id"], name="round_by_year_opening"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes_at__isnull", True),
                            ("closes_at__gt", models.F("opens_at")),
                            _connector="OR",
                        ),
                        name="round_window_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("appraise_days__gt", 0)), name="round_appraise_days_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("notice_days__isnull", True), ("notice_days__gt", 0), _connector="OR"
                        ),
                        name="round_notice_days_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="round_year_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "commendation_type__in",
                                [
                                    "CONG_TRANG",
                                    "DOT_XUAT",
                                    "PHONG_TRAO",
                                    "CONG_HIEN",
                                    "NIEN_HAN",
                                    "DOI_NGOAI",
                                ],
                            )
                        ),
                        name="round_type_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundAward",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quota", models.PositiveIntegerField(blank=True, null=True, verbose_name="số lượng tối đa")),
                (
                    "unit_quota",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="số lượng tối đa mỗi đơn vị"
                    ),
                ),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="round_awards",
                        to="awards.awardtype",
                        verbose_name="loại khen thưởng",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="round_awards",
                        to="campaigns.round",
                        verbose_name="đợt xét",
                    ),
                ),
            ],
            options={
                "verbose_name": "khen thưởng trong đợt",
                "verbose_name_plural": "khen thưởng trong đợt",
                "constraints": [
                    models.UniqueConstraint(fields=("round", "award"), name="round_award_once"),
                    models.CheckConstraint(
                        condition=models.Q(("quota__isnull", True), ("quota__gt", 0), _connector="OR"),
                        name="round_quota_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit_quota__isnull", True), ("unit_quota__gt", 0), _connector="OR"
                        ),
                        name="round_unit_quota_positive",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="round",
            name="awards",
            field=models.ManyToManyField(
                related_name="rounds", through="campaigns.RoundAward", to="awards.awardtype"
            ),
        ),
        migrations.CreateModel(
            name="RoundExtension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("closed_at", models.DateTimeField(verbose_name="hạn trước khi gia hạn")),
                ("closes_at", models.DateTimeField(verbose_name="ngừng nhận từ")),
                ("reason", models.TextField(verbose_name="lý do")),
                ("at", models.DateTimeField(verbose_name="gia hạn lúc")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="campaigns.round",
                        verbose_name="đợt xét",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.orgunit",
                        verbose_name="đơn vị được gia hạn",
                    ),
                ),
            ],
            options={
                "verbose_name": "gia hạn",
                "verbose_name_plural": "gia hạn",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("closed_at"))),
                        name="round_extension_is_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="round_extension_has_reason"
                    ),
                ],
            },
        ),
    ]
