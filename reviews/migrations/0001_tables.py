import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("reviews", "0001_council"),
        ("reviews", "0002_decision"),
        ("reviews", "0003_drafts_given_back"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("awards", "0003_grant_word_search"),
        ("campaigns", "0002_participation_and_reviews"),
        ("core", "0002_append_only_audit"),
        ("nominations", "0004_states_with_companions"),
        ("units", "0004_drop_is_direct_worker"),
    ]

    operations = [
        migrations.CreateModel(
            name="Council",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="tên Hội đồng")),
                ("decision_no", models.CharField(max_length=64, verbose_name="số quyết định thành lập")),
                ("decision_on", models.DateField(verbose_name="ngày quyết định thành lập")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="councils",
                        to="units.orgunit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "Hội đồng",
                "verbose_name_plural": "Hội đồng",
                "constraints": [models.UniqueConstraint(fields=("unit", "decision_no"), name="council_once")],
            },
        ),
        migrations.CreateModel(
            name="CouncilMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "function",
                    models.CharField(
                        choices=[
                            ("CHAIR", "Chủ tịch Hội đồng"),
                            ("VICE_CHAIR", "Phó Chủ tịch Hội đồng"),
                            ("MEMBER", "Ủy viên"),
                            ("SECRETARY", "Thư ký"),
                            ("TELLER", "Ban kiểm phiếu"),
                        ],
                        max_length=16,
                        verbose_name="chức danh trong Hội đồng",
                    ),
                ),
                ("is_secretary", models.BooleanField(default=False, verbose_name="là thư ký")),
                ("is_teller", models.BooleanField(default=False, verbose_name="thuộc ban kiểm phiếu")),
                ("title", models.CharField(max_length=160, verbose_name="chức vụ")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="thứ tự")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="thôi từ ngày")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="reviews.council",
                        verbose_name="Hội đồng",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.orgunit",
                        verbose_name="đơn vị công tác",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="council_seats",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
            ],
            options={
                "verbose_name": "thành viên Hội đồng",
                "verbose_name_plural": "thành viên Hội đồng",
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("council", "user"),
                        name="council_seat_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("function__in", ["CHAIR", "VICE_CHAIR", "MEMBER", "SECRETARY", "TELLER"])
                        ),
                        name="council_member_function_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="council_member_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("function", "SECRETARY"), _negated=True),
                            ("is_secretary", True),
                            _connector="OR",
                        ),
                        name="council_secretary_is_marked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("function", "TELLER"), _negated=True),
                            ("is_teller", True),
                            _connector="OR",
                        ),
                        name="council_teller_is_marked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="số")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Đang chuẩn bị"),
                            ("CONVENED", "Đã triệu tập"),
                            ("IN_SESSION", "Đang họp"),
                            ("CONCLUDED", "Đã kết thúc"),
                            ("VOID", "Đã hủy"),
                        ],
                        default="DRAFT",
                        max_length=16,
                        verbose_name="trạng thái",
                    ),
                ),
                ("name", models.CharField(max_length=250, verbose_name="nội dung phiên họp")),
                ("place", models.CharField(max_length=200, verbose_name="địa điểm")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("IN_PERSON", "Họp trực tiếp"),
                            ("ONLINE", "Họp trực tuyến"),
                            ("MIXED", "Trực tiếp kết hợp trực tuyến"),
                        ],
                        max_length=16,
                        verbose_name="hình thức họp",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="bắt đầu lúc")),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("convened_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True, verbose_name="khai mạc lúc")),
                ("opening_notes", models.TextField(blank=True, verbose_name="diễn biến khai mạc")),
                ("closing_notes", models.TextField(blank=True, verbose_name="ý kiến thảo luận")),
                ("conclusion", models.TextField(blank=True, verbose_name="kết luận")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="kết thúc lúc")),
                ("voided_at", models.DateTimeField(null=True)),
                ("void_reason", models.TextField(blank=True)),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.councilmember",
                        verbose_name="chủ trì",
                    ),
                ),
                (
                    "convened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="reviews.council",
                        verbose_name="Hội đồng",
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
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "secretary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.councilmember",
                        verbose_name="thư ký",
                    ),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "phiên họp",
                "verbose_name_plural": "phiên họp",
                "indexes": [models.Index(fields=["-starts_at", "-id"], name="session_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["DRAFT", "CONVENED", "IN_SESSION", "CONCLUDED", "VOID"])
                        ),
                        name="session_state_known",
                    ),
                    models.UniqueConstraint(fields=("council", "year", "number"), name="session_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("convened_at", None),
                                ("convened_by", None),
                                ("number", None),
                                ("state", "DRAFT"),
                            ),
                            ("state", "VOID"),
                            models.Q(
                                ("convened_at__isnull", False),
                                ("convened_by__isnull", False),
                                ("number__isnull", False),
                                ("state__in", ["CONVENED", "IN_SESSION", "CONCLUDED"]),
                            ),
                            _connector="OR",
                        ),
                        name="session_convened_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("opened_at", None),
                                ("opened_by", None),
                                ("state__in", ["DRAFT", "CONVENED", "VOID"]),
                            ),
                            models.Q(
                                ("opened_at__isnull", False),
                                ("opened_by__isnull", False),
                                ("state__in", ["IN_SESSION", "CONCLUDED"]),
                            ),
                            _connector="OR",
                        ),
                        name="session_opened_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "CONCLUDED"), _negated=True),
                                ("ended_at", None),
                                ("ended_by", None),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("state", "CONCLUDED"),
                                models.Q(("conclusion", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="session_concluded_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "VOID"), _negated=True),
                                ("void_reason", ""),
                                ("voided_at", None),
                                ("voided_by", None),
                            ),
                            models.Q(
                                ("state", "VOID"),
                                ("voided_at__isnull", False),
                                ("voided_by__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="session_voided_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PRESENT", "Có mặt"),
                            ("ABSENT_REASON", "Vắng mặt"),
                            ("WRITTEN", "Vắng mặt, gửi ý kiến bằng văn bản"),
                        ],
                        max_length=16,
                        verbose_name="có mặt",
                    ),
                ),
                ("is_online", models.BooleanField(default=False, verbose_name="dự trực tuyến")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="lý do vắng")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.councilmember",
                        verbose_name="thành viên",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendance",
                        to="reviews.councilsession",
                        verbose_name="phiên họp",
                    ),
                ),
            ],
            options={
                "verbose_name": "thành phần dự",
                "verbose_name_plural": "thành phần dự",
                "constraints": [
                    models.UniqueConstraint(fields=("session", "member"), name="attendance_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["PRESENT", "ABSENT_REASON", "WRITTEN"])),
                        name="attendance_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("state", "PRESENT")),
                            models.Q(
                                models.Q(("state", "PRESENT"), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="attendance_absent_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveIntegerField(verbose_name="thứ tự")),
                ("is_live", models.BooleanField(default=True)),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="nominations.nomination",
                        verbose_name="đề nghị",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda",
                        to="reviews.councilsession",
                        verbose_name="phiên họp",
                    ),
                ),
            ],
            options={
                "verbose_name": "nội dung chương trình",
                "verbose_name_plural": "chương trình họp",
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "order"), name="agenda_order_once"),
                    models.UniqueConstraint(fields=("session", "nomination"), name="agenda_nomination_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_live", True)),
                        fields=("nomination",),
                        name="agenda_nomination_on_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                        verbose_name="loại hình",
                    ),
                ),
                ("subject", models.CharField(max_length=300, verbose_name="trích yếu")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Dự thảo"),
                            ("PRESENTED", "Đã trình ký"),
                            ("SIGNED", "Đã ký, chờ công bố"),
                            ("PUBLISHED", "Đã công bố"),
                            ("CORRECTED", "Đã đính chính"),
                            ("REVOKED", "Đã thu hồi"),
                        ],
                        default="DRAFT",
                        max_length=16,
                        verbose_name="trạng thái",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("drafted_at", models.DateTimeField(verbose_name="lập lúc")),
                ("letter_no", models.CharField(blank=True, max_length=64, verbose_name="số tờ trình")),
                ("letter_on", models.DateField(null=True, verbose_name="ngày tờ trình")),
                ("presented_at", models.DateTimeField(null=True, verbose_name="trình lúc")),
                ("returned_at", models.DateTimeField(null=True, verbose_name="trả lại lúc")),
                ("returned_reason", models.TextField(blank=True, verbose_name="lý do trả lại")),
                ("number", models.PositiveIntegerField(null=True, verbose_name="số")),
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="năm")),
                ("symbol", models.CharField(blank=True, max_length=40, verbose_name="ký hiệu")),
                ("signed_on", models.DateField(null=True, verbose_name="ngày ký")),
                (
                    "signer_name",
                    models.CharField(blank=True, max_length=120, verbose_name="họ và tên người ký"),
                ),
                (
                    "signer_title",
                    models.CharField(blank=True, max_length=160, verbose_name="chức vụ người ký"),
                ),
                ("signed_at", models.DateTimeField(null=True, verbose_name="ghi số lúc")),
                ("published_at", models.DateTimeField(null=True, verbose_name="công bố lúc")),
                ("updated_at", models.DateTimeField()),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="awards.awardtype",
                        verbose_name="khen thưởng",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter_file",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "presented_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
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
                        related_name="decisions",
                        to="campaigns.round",
                        verbose_name="đợt xét",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="reviews.councilsession",
                        verbose_name="phiên họp",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signed_file",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
                (
                    "signer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.membership",
                        verbose_name="người ký",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="units.orgunit",
                        verbose_name="cơ quan ban hành",
                    ),
                ),
            ],
            options={
                "verbose_name": "quyết định",
                "verbose_name_plural": "quyết định",
                "indexes": [
                    models.Index(fields=["-updated_at", "-id"], name="decision_latest"),
                    models.Index(fields=["state", "-signed_on", "-id"], name="decision_by_state"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["DRAFT", "PRESENTED", "SIGNED", "PUBLISHED", "CORRECTED", "REVOKED"],
                            )
                        ),
                        name="decision_state_known",
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
                        name="decision_type_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject", ""), _negated=True), name="decision_has_subject"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "DRAFT"),
                                ("presented_at__isnull", True),
                                ("presented_by__isnull", True),
                            ),
                            models.Q(
                                models.Q(("state", "DRAFT"), _negated=True),
                                models.Q(("letter_no", ""), _negated=True),
                                ("letter_on__isnull", False),
                                ("presented_at__isnull", False),
                                ("presented_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="decision_presented_with_letter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("returned_reason", ""),
                                ("returned_at__isnull", True),
                                ("returned_by__isnull", True),
                            ),
                            models.Q(
                                models.Q(("returned_reason", ""), _negated=True),
                                ("returned_at__isnull", False),
                                ("returned_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="decision_returned_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("number__gt", 0),
                                ("state__in", ("SIGNED", "PUBLISHED", "CORRECTED", "REVOKED")),
                                ("number__isnull", False),
                                ("signed_at__isnull", False),
                                ("signed_by__isnull", False),
                                ("signed_file__isnull", False),
                                ("signed_on__isnull", False),
                                ("year__isnull", False),
                                models.Q(("symbol", ""), _negated=True),
                                models.Q(("signer_name", ""), _negated=True),
                                models.Q(("signer_title", ""), _negated=True),
                            ),
                            models.Q(
                                ("signer", None),
                                ("signer_name", ""),
                                ("signer_title", ""),
                                ("state__in", ["DRAFT", "PRESENTED"]),
                                ("symbol", ""),
                                ("number__isnull", True),
                                ("signed_at__isnull", True),
                                ("signed_by__isnull", True),
                                ("signed_file__isnull", True),
                                ("signed_on__isnull", True),
                                ("year__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_signed_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["DRAFT", "PRESENTED", "SIGNED"]),
                                ("published_at__isnull", True),
                                ("published_by__isnull", True),
                            ),
                            models.Q(
                                ("state__in", ["PUBLISHED", "CORRECTED", "REVOKED"]),
                                ("published_at__isnull", False),
                                ("published_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="decision_published_together",
                    ),
                    models.UniqueConstraint(fields=("unit", "year", "number"), name="decision_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("returned_at", None), ("session__isnull", False), ("state", "DRAFT")
                        ),
                        fields=("round", "award", "session"),
                        name="decision_draft_of_session_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("returned_at", None), ("session__isnull", True), ("state", "DRAFT")
                        ),
                        fields=("round", "award"),
                        name="decision_draft_of_round_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveIntegerField(verbose_name="thứ tự")),
                ("is_live", models.BooleanField(default=True)),
                ("struck", models.BooleanField(default=False, verbose_name="bị gạch tên")),
                ("strike_reason", models.TextField(blank=True, verbose_name="lý do gạch tên")),
                ("struck_at", models.DateTimeField(null=True, verbose_name="gạch tên lúc")),
                ("prize", models.PositiveBigIntegerField(null=True, verbose_name="tiền thưởng (đồng)")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="reviews.decision",
                        verbose_name="quyết định",
                    ),
                ),
                (
                    "grant",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_line",
                        to="awards.grant",
                        verbose_name="dòng sổ vàng",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_lines",
                        to="nominations.nomination",
                        verbose_name="đề nghị",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "người, tập thể trong quyết định",
                "verbose_name_plural": "người, tập thể trong quyết định",
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "nomination"), name="decision_line_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_live", True)),
                        fields=("nomination",),
                        name="decision_line_on_one_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("strike_reason", ""),
                                ("struck", False),
                                ("struck_at__isnull", True),
                                ("struck_by__isnull", True),
                            ),
                            models.Q(
                                ("struck", True),
                                models.Q(("strike_reason", ""), _negated=True),
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="decision_line_struck_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("struck", False), ("grant", None), _connector="OR"),
                        name="decision_line_struck_or_granted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Poll",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="lần")),
                (
                    "kind",
                    models.CharField(
                        choices=[("SECRET", "Bỏ phiếu kín"), ("OPEN", "Biểu quyết công khai")],
                        default="SECRET",
                        max_length=8,
                        verbose_name="hình thức",
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        choices=[("COUNCIL", "Toàn thể Hội đồng"), ("STANDING", "Thường trực Hội đồng")],
                        default="COUNCIL",
                        max_length=8,
                        verbose_name="thành phần",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PREPARED", "Chờ mở"),
                            ("OPEN", "Đang bỏ phiếu"),
                            ("CLOSED", "Đã đóng, chờ kiểm phiếu"),
                            ("COUNTED", "Đã kiểm phiếu, chờ chốt"),
                            ("SEALED", "Đã chốt kết quả"),
                            ("VOID", "Đã hủy kết quả"),
                        ],
                        default="PREPARED",
                        max_length=16,
                        verbose_name="trạng thái",
                    ),
                ),
                ("public_key", models.BinaryField(default=bytes)),
                ("opened_at", models.DateTimeField(null=True, verbose_name="mở lúc")),
                ("closes_at", models.DateTimeField(null=True, verbose_name="nhận phiếu đến")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="đóng lúc")),
                ("counted_at", models.DateTimeField(null=True, verbose_name="kiểm phiếu lúc")),
                ("sealed_at", models.DateTimeField(null=True, verbose_name="chốt lúc")),
                ("voided_at", models.DateTimeField(null=True, verbose_name="hủy lúc")),
                ("void_reason", models.TextField(blank=True, verbose_name="lý do hủy")),
                ("key_destroyed_at", models.DateTimeField(null=True, verbose_name="hủy khóa lúc")),
                ("build", models.CharField(blank=True, max_length=64)),
                ("sheet", models.JSONField(null=True)),
                ("sheet_hash", models.CharField(blank=True, max_length=64)),
                ("signature", models.CharField(blank=True, max_length=128)),
                ("signing_key", models.CharField(blank=True, max_length=64)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="reviews.poll",
                        verbose_name="thay cho lần",
                    ),
                ),
                (
                    "sealed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="polls",
                        to="reviews.councilsession",
                        verbose_name="phiên họp",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần bỏ phiếu",
                "verbose_name_plural": "lần bỏ phiếu",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="poll_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "OPEN")),
                        fields=("session",),
                        name="poll_open_once_in_session",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["PREPARED", "OPEN", "CLOSED", "COUNTED", "SEALED", "VOID"])
                        ),
                        name="poll_state_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("kind", "SECRET")), name="poll_kind_built"),
                    models.CheckConstraint(
                        condition=models.Q(("body__in", ["COUNCIL", "STANDING"])), name="poll_body_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("build", ""),
                                ("closes_at", None),
                                ("opened_at", None),
                                ("opened_by", None),
                                ("state", "PREPARED"),
                            ),
                            ("state", "VOID"),
                            models.Q(
                                ("opened_at__isnull", False),
                                ("state__in", ["OPEN", "CLOSED", "COUNTED", "SEALED"]),
                                ("closes_at__isnull", False),
                                ("opened_by__isnull", False),
                                models.Q(("build", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="poll_opened_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None), ("closed_by", None), ("state__in", ["PREPARED", "OPEN"])
                            ),
                            ("state", "VOID"),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("state__in", ["CLOSED", "COUNTED", "SEALED"]),
                            ),
                            _connector="OR",
                        ),
                        name="poll_closed_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("counted_at", None), ("state__in", ["PREPARED", "OPEN", "CLOSED"])),
                            ("state", "VOID"),
                            models.Q(("counted_at__isnull", False), ("state__in", ["COUNTED", "SEALED"])),
                            _connector="OR",
                        ),
                        name="poll_counted_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state__in", ["SEALED", "VOID"]), _negated=True),
                                ("sealed_at", None),
                                ("sealed_by", None),
                                ("sheet", None),
                                ("sheet_hash", ""),
                                ("signature", ""),
                            ),
                            ("state", "VOID"),
                            models.Q(
                                ("sealed_at__isnull", False),
                                ("sealed_by__isnull", False),
                                ("sheet__isnull", False),
                                ("state", "SEALED"),
                                models.Q(("sheet_hash", ""), _negated=True),
                                models.Q(("signature", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="poll_sealed_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "VOID"), _negated=True),
                                ("void_reason", ""),
                                ("voided_at", None),
                            ),
                            models.Q(
                                ("state", "VOID"),
                                ("voided_at__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="poll_voided_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CountedReceipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("receipt", models.CharField(max_length=16)),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="reviews.poll",
                    ),
                ),
            ],
            options={
                "verbose_name": "biên nhận đã kiểm",
                "verbose_name_plural": "biên nhận đã kiểm",
                "ordering": ["receipt"],
                "constraints": [models.UniqueConstraint(fields=("poll", "receipt"), name="receipt_once")],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deed",
                    models.CharField(
                        choices=[("COUNT", "Kiểm phiếu"), ("VOID", "Hủy kết quả")], max_length=8
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.councilmember",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="reviews.poll",
                    ),
                ),
            ],
            options={
                "verbose_name": "xác nhận của hai người",
                "verbose_name_plural": "xác nhận của hai người",
                "constraints": [
                    models.UniqueConstraint(fields=("poll", "deed", "member"), name="consent_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveIntegerField(verbose_name="thứ tự")),
                ("name", models.CharField(max_length=250, verbose_name="tên")),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="chức vụ")),
                ("unit_name", models.CharField(max_length=200, verbose_name="đơn vị")),
                ("award_name", models.CharField(max_length=200, verbose_name="khen thưởng")),
                ("num", models.PositiveSmallIntegerField(verbose_name="tử số")),
                ("den", models.PositiveSmallIntegerField(verbose_name="mẫu số")),
                ("quorum_num", models.PositiveSmallIntegerField()),
                ("quorum_den", models.PositiveSmallIntegerField()),
                ("legal_basis", models.CharField(max_length=250, verbose_name="căn cứ")),
                (
                    "is_confirmed",
                    models.BooleanField(default=False, verbose_name="quy định đã được xác nhận"),
                ),
                ("yes", models.PositiveSmallIntegerField(null=True, verbose_name="đồng ý")),
                ("no", models.PositiveSmallIntegerField(null=True, verbose_name="không đồng ý")),
                ("blank", models.PositiveSmallIntegerField(null=True, verbose_name="để trống")),
                ("invalid", models.PositiveSmallIntegerField(null=True, verbose_name="không hợp lệ khác")),
                ("recused", models.PositiveSmallIntegerField(null=True, verbose_name="không tham gia")),
                ("not_cast", models.PositiveSmallIntegerField(null=True, verbose_name="không bỏ phiếu")),
                ("marks", models.TextField(blank=True, default="")),
                ("passed", models.BooleanField(null=True, verbose_name="đạt")),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="nominations.nomination",
                        verbose_name="đề nghị",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="reviews.poll",
                        verbose_name="lần bỏ phiếu",
                    ),
                ),
            ],
            options={
                "verbose_name": "câu hỏi",
                "verbose_name_plural": "câu hỏi",
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("poll", "order"), name="question_order_once"),
                    models.UniqueConstraint(fields=("poll", "nomination"), name="question_nomination_once"),
                    models.CheckConstraint(
                        condition=models.Q(("den__gt", 0), ("num__gt", 0), ("num__lte", models.F("den"))),
                        name="question_rule_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("blank", None),
                                ("invalid", None),
                                ("marks", ""),
                                ("no", None),
                                ("not_cast", None),
                                ("passed", None),
                                ("recused", None),
                                ("yes", None),
                            ),
                            models.Q(
                                ("blank__isnull", False),
                                ("invalid__isnull", False),
                                ("no__isnull", False),
                                ("not_cast__isnull", False),
                                ("passed__isnull", False),
                                ("recused__isnull", False),
                                ("yes__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="question_counted_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
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
                            ("OWN", "Chính là người được đề nghị"),
                            ("RELATIVE", "Người thân của người được đề nghị"),
                            ("RECUSAL", "Đã từ chối xét hồ sơ này"),
                        ],
                        max_length=8,
                        verbose_name="loại",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="lý do")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions",
                        to="reviews.councilmember",
                        verbose_name="thành viên",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exclusions",
                        to="reviews.question",
                        verbose_name="câu hỏi",
                    ),
                ),
            ],
            options={
                "verbose_name": "không tham gia bỏ phiếu",
                "verbose_name_plural": "không tham gia bỏ phiếu",
                "constraints": [
                    models.UniqueConstraint(fields=("question", "member"), name="exclusion_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["OWN", "RELATIVE", "RECUSAL"])),
                        name="exclusion_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("title", models.CharField(max_length=160, verbose_name="chức vụ")),
                ("unit_name", models.CharField(max_length=200, verbose_name="đơn vị")),
                (
                    "function",
                    models.CharField(
                        choices=[
                            ("CHAIR", "Chủ tịch Hội đồng"),
                            ("VICE_CHAIR", "Phó Chủ tịch Hội đồng"),
                            ("MEMBER", "Ủy viên"),
                            ("SECRETARY", "Thư ký"),
                            ("TELLER", "Ban kiểm phiếu"),
                        ],
                        max_length=16,
                        verbose_name="chức danh",
                    ),
                ),
                ("is_voting", models.BooleanField(verbose_name="có quyền bỏ phiếu")),
                ("is_teller", models.BooleanField(verbose_name="ban kiểm phiếu")),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("PRESENT", "Có mặt"),
                            ("ABSENT_REASON", "Vắng mặt"),
                            ("WRITTEN", "Vắng mặt, gửi ý kiến bằng văn bản"),
                        ],
                        max_length=16,
                        verbose_name="có mặt",
                    ),
                ),
                ("is_online", models.BooleanField(default=False, verbose_name="dự trực tuyến")),
                ("absence", models.CharField(blank=True, max_length=200, verbose_name="lý do vắng")),
                ("voted", models.BooleanField(default=False, verbose_name="đã bỏ phiếu")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roster_entries",
                        to="reviews.councilmember",
                        verbose_name="thành viên",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roster",
                        to="reviews.poll",
                        verbose_name="lần bỏ phiếu",
                    ),
                ),
            ],
            options={
                "verbose_name": "danh sách bỏ phiếu",
                "verbose_name_plural": "danh sách bỏ phiếu",
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("poll", "member"), name="roster_member_once"),
                    models.UniqueConstraint(fields=("poll", "order"), name="roster_order_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="VoteEnvelope",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("receipt", models.CharField(max_length=16)),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.councilmember",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.poll"
                    ),
                ),
            ],
            options={
                "verbose_name": "phong bì phiếu",
                "verbose_name_plural": "phong bì phiếu",
                "constraints": [
                    models.UniqueConstraint(fields=("poll", "member"), name="envelope_once"),
                    models.UniqueConstraint(fields=("poll", "receipt"), name="envelope_receipt_once"),
                ],
            },
        ),
    ]
