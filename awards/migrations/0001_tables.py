import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core.search import words_index


class Migration(migrations.Migration):
    replaces = [
        ("awards", "0001_initial"),
        ("awards", "0002_law_history_grant"),
        ("awards", "0003_grant_word_search"),
        ("awards", "0004_import_from_excel"),
        ("awards", "0005_import_version_and_reasons"),
        ("awards", "0006_what_documents_say_of_collectives"),
        ("awards", "0007_what_the_province_confirms"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("core", "0002_append_only_audit"),
        ("units", "0002_leader_class_succession_area"),
        ("units", "0005_lists_by_name_and_word"),
    ]

    operations = [
        migrations.CreateModel(
            name="AwardType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=16, verbose_name="mã")),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                ("aliases", models.JSONField(blank=True, default=list, verbose_name="tên tương đương")),
                (
                    "kind",
                    models.CharField(
                        choices=[("TITLE", "Danh hiệu thi đua"), ("FORM", "Hình thức khen thưởng")],
                        max_length=8,
                        verbose_name="loại",
                    ),
                ),
                ("recipients", models.JSONField(verbose_name="đối tượng")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("GRASSROOTS", "Cấp cơ sở"),
                            ("PROVINCE", "Cấp bộ, tỉnh"),
                            ("STATE", "Cấp Nhà nước"),
                        ],
                        max_length=16,
                        verbose_name="cấp",
                    ),
                ),
                ("decided_by", models.CharField(max_length=250, verbose_name="thẩm quyền quyết định")),
                ("standard_text", models.TextField(verbose_name="tiêu chuẩn")),
                (
                    "is_standard_confirmed",
                    models.BooleanField(default=False, verbose_name="tiêu chuẩn đã được xác nhận"),
                ),
                ("legal_basis", models.CharField(max_length=250, verbose_name="căn cứ pháp lý")),
                (
                    "coefficient_individual",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="hệ số tiền thưởng cá nhân",
                    ),
                ),
                (
                    "coefficient_collective",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="hệ số tiền thưởng tập thể",
                    ),
                ),
                (
                    "coefficient_household",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="hệ số tiền thưởng hộ gia đình",
                    ),
                ),
                (
                    "is_coefficient_confirmed",
                    models.BooleanField(default=False, verbose_name="hệ số đã được xác nhận"),
                ),
                ("note", models.CharField(blank=True, max_length=250, verbose_name="ghi chú")),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="thôi áp dụng từ ngày")),
                ("in_use", models.BooleanField(default=False, verbose_name="đang xét trên cổng")),
                ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
            ],
            options={
                "verbose_name": "loại khen thưởng",
                "verbose_name_plural": "danh mục khen thưởng",
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="award_code_from"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="award_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["TITLE", "FORM"])), name="award_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["GRASSROOTS", "PROVINCE", "STATE"])),
                        name="award_level_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BaseSalary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="thôi áp dụng từ ngày")),
                ("legal_basis", models.CharField(max_length=250, verbose_name="căn cứ pháp lý")),
                ("confirmed", models.BooleanField(default=False, verbose_name="đã được xác nhận")),
                ("amount", models.PositiveIntegerField(verbose_name="mức lương cơ sở (đồng)")),
                ("rounding", models.PositiveIntegerField(default=10000, verbose_name="làm tròn lên (đồng)")),
            ],
            options={
                "verbose_name": "lương cơ sở",
                "verbose_name_plural": "lương cơ sở",
                "constraints": [
                    models.UniqueConstraint(fields=("valid_from",), name="base_salary_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="base_salary_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), ("rounding__gt", 0)),
                        name="base_salary_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Import",
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
                            ("PERSON", "Cá nhân"),
                            ("GRANT", "Khen thưởng đã có"),
                            ("RATING", "Xếp loại hằng năm"),
                            ("INITIATIVE", "Sáng kiến"),
                        ],
                        max_length=12,
                        verbose_name="loại dữ liệu",
                    ),
                ),
                ("is_wide", models.BooleanField(verbose_name="cho mọi đơn vị")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("UPLOADED", "Chờ kiểm tra"),
                            ("CHECKING", "Đang kiểm tra"),
                            ("CHECKED", "Chờ quyết định"),
                            ("ACCEPTED", "Chờ ghi vào sổ"),
                            ("WRITING", "Đang ghi vào sổ"),
                            ("DONE", "Đã ghi vào sổ"),
                            ("FAILED", "Không nhập được"),
                        ],
                        default="UPLOADED",
                        max_length=10,
                        verbose_name="tình trạng",
                    ),
                ),
                ("heads", models.JSONField(default=list, verbose_name="tiêu đề cột")),
                ("counts", models.JSONField(default=dict, verbose_name="số dòng theo loại")),
                ("written", models.PositiveIntegerField(null=True, verbose_name="số dòng đã ghi")),
                ("remarks", models.JSONField(default=list, verbose_name="ghi chú về tệp")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="lần quyết định")),
                ("uploaded_at", models.DateTimeField(verbose_name="tải lên lúc")),
                ("checked_at", models.DateTimeField(null=True, verbose_name="kiểm tra xong lúc")),
                ("accepted_at", models.DateTimeField(null=True, verbose_name="bấm ghi lúc")),
                ("done_at", models.DateTimeField(null=True, verbose_name="ghi xong lúc")),
                (
                    "accepted_as",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.membership",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="tệp",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="units.orgunit",
                        verbose_name="nhập cho đơn vị",
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
            ],
            options={
                "verbose_name": "tệp nhập từ Excel",
                "verbose_name_plural": "tệp nhập từ Excel",
                "indexes": [models.Index(fields=["unit", "-uploaded_at", "-id"], name="import_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["PERSON", "GRANT", "RATING", "INITIATIVE"])),
                        name="import_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["UPLOADED", "CHECKING", "CHECKED", "ACCEPTED", "WRITING", "DONE", "FAILED"],
                            )
                        ),
                        name="import_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_as__isnull", True), ("accepted_at__isnull", True)),
                            models.Q(("accepted_as__isnull", False), ("accepted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="import_accepted_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["ACCEPTED", "WRITING", "DONE"]), _negated=True),
                            ("accepted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="import_written_only_if_accepted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_at__isnull", False), ("state", "DONE"), ("written__isnull", False)
                            ),
                            models.Q(
                                models.Q(("state", "DONE"), _negated=True),
                                ("done_at__isnull", True),
                                ("written__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="import_done_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="dòng")),
                (
                    "row_class",
                    models.CharField(
                        choices=[
                            ("NEW", "Mới"),
                            ("KNOWN", "Đã có"),
                            ("DUPLICATE", "Có thể trùng"),
                            ("ERROR", "Lỗi"),
                        ],
                        max_length=9,
                        verbose_name="loại",
                    ),
                ),
                ("cells", models.JSONField(verbose_name="ô như trong tệp")),
                ("values", models.JSONField(default=dict, verbose_name="giá trị đã đọc")),
                ("problems", models.JSONField(default=list, verbose_name="cần làm gì")),
                ("candidates", models.JSONField(default=list, verbose_name="người có thể trùng")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("SAME", "Cùng một người"), ("OTHER", "Người khác")],
                        max_length=5,
                        verbose_name="quyết định",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="quyết định lúc")),
                ("dropped", models.CharField(blank=True, max_length=300, verbose_name="vì sao không ghi")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.person",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="awards.import"
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng của tệp",
                "verbose_name_plural": "dòng của tệp",
                "indexes": [
                    models.Index(fields=["upload", "row_class", "number"], name="import_row_of_class")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("upload", "number"), name="import_row_once"),
                    models.CheckConstraint(
                        condition=models.Q(("row_class__in", ["NEW", "KNOWN", "DUPLICATE", "ERROR"])),
                        name="import_row_class_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("decision", ""),
                                ("person__isnull", True),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decision", "SAME"),
                                ("person__isnull", False),
                                ("row_class", "DUPLICATE"),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decision", "OTHER"),
                                ("person__isnull", True),
                                ("row_class", "DUPLICATE"),
                            ),
                            _connector="OR",
                        ),
                        name="import_row_decided_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Initiative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="tên sáng kiến")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("GRASSROOTS", "Cấp cơ sở"),
                            ("PROVINCE", "Cấp tỉnh"),
                            ("STATE", "Toàn quốc"),
                        ],
                        max_length=12,
                        verbose_name="cấp công nhận",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("decision_no", models.CharField(max_length=60, verbose_name="số quyết định")),
                ("decision_on", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
            ],
            options={
                "verbose_name": "sáng kiến",
                "verbose_name_plural": "sáng kiến",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["GRASSROOTS", "PROVINCE", "STATE"])),
                        name="initiative_level_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1945), ("year__lte", 2100)),
                        name="initiative_year_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="initiative_has_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="thôi áp dụng từ ngày")),
                ("legal_basis", models.CharField(max_length=250, verbose_name="căn cứ pháp lý")),
                ("confirmed", models.BooleanField(default=False, verbose_name="đã được xác nhận")),
                ("code", models.CharField(max_length=16, unique=True, verbose_name="mã")),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
            ],
            options={
                "verbose_name": "bộ quy tắc",
                "verbose_name_plural": "bộ quy tắc",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="rule_set_period_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardStandard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="thôi áp dụng từ ngày")),
                ("legal_basis", models.CharField(max_length=250, verbose_name="căn cứ pháp lý")),
                ("confirmed", models.BooleanField(default=False, verbose_name="đã được xác nhận")),
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
                (
                    "recipient",
                    models.CharField(
                        choices=[
                            ("INDIVIDUAL", "Cá nhân"),
                            ("COLLECTIVE", "Tập thể"),
                            ("HOUSEHOLD", "Hộ gia đình"),
                        ],
                        max_length=16,
                        verbose_name="đối tượng",
                    ),
                ),
                ("requirements", models.JSONField(verbose_name="các điều kiện")),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standards",
                        to="awards.awardtype",
                        verbose_name="khen thưởng",
                    ),
                ),
                (
                    "rule_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standards",
                        to="awards.ruleset",
                        verbose_name="bộ quy tắc",
                    ),
                ),
            ],
            options={
                "verbose_name": "tiêu chuẩn",
                "verbose_name_plural": "tiêu chuẩn",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("award", "rule_set", "commendation_type", "recipient", "valid_from"),
                        name="standard_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="standard_period_in_order",
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
                        name="standard_type_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recipient__in", ["INDIVIDUAL", "COLLECTIVE", "HOUSEHOLD"])),
                        name="standard_recipient_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnnualRating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("EXCELLENT", "Hoàn thành xuất sắc nhiệm vụ"),
                            ("GOOD", "Hoàn thành tốt nhiệm vụ"),
                            ("COMPLETED", "Hoàn thành nhiệm vụ"),
                            ("FAILED", "Không hoàn thành nhiệm vụ"),
                        ],
                        max_length=12,
                        verbose_name="xếp loại",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="văn bản")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="units.orgunit",
                        verbose_name="tập thể",
                    ),
                ),
            ],
            options={
                "verbose_name": "xếp loại hằng năm",
                "verbose_name_plural": "xếp loại hằng năm",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("unit__isnull", True)),
                            models.Q(("person__isnull", True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="rating_one_holder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["EXCELLENT", "GOOD", "COMPLETED", "FAILED"])),
                        name="rating_grade_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1945), ("year__lte", 2100)),
                        name="rating_year_plausible",
                    ),
                    models.UniqueConstraint(fields=("person", "year"), name="rating_of_person_once"),
                    models.UniqueConstraint(fields=("unit", "year"), name="rating_of_unit_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardRoute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="thôi áp dụng từ ngày")),
                ("legal_basis", models.CharField(max_length=250, verbose_name="căn cứ pháp lý")),
                ("confirmed", models.BooleanField(default=False, verbose_name="đã được xác nhận")),
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
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("COUNCIL", "Hội đồng Thi đua - Khen thưởng"),
                            ("STANDING", "Thường trực Hội đồng"),
                            ("NONE", "Không qua Hội đồng"),
                        ],
                        max_length=16,
                        verbose_name="tuyến",
                    ),
                ),
                ("is_secret", models.BooleanField(default=False, verbose_name="bỏ phiếu kín")),
                (
                    "num",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="tử số tỷ lệ đồng ý"
                    ),
                ),
                (
                    "den",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="mẫu số tỷ lệ đồng ý"
                    ),
                ),
                (
                    "quorum_num",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="tử số tỷ lệ dự họp"
                    ),
                ),
                (
                    "quorum_den",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="mẫu số tỷ lệ dự họp"
                    ),
                ),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="routes",
                        to="awards.awardtype",
                        verbose_name="khen thưởng",
                    ),
                ),
            ],
            options={
                "verbose_name": "tuyến xét",
                "verbose_name_plural": "tuyến xét",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("award", "commendation_type", "valid_from"), name="route_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="route_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("route__in", ["COUNCIL", "STANDING", "NONE"])), name="route_known"
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
                        name="route_type_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("den", None),
                                ("is_secret", False),
                                ("num", None),
                                ("quorum_den", None),
                                ("quorum_num", None),
                                ("route", "NONE"),
                            ),
                            models.Q(
                                models.Q(("route", "NONE"), _negated=True),
                                ("den__isnull", False),
                                ("num__isnull", False),
                                ("quorum_den__isnull", False),
                                ("quorum_num__isnull", False),
                                ("den__gte", models.F("num")),
                                ("num__gt", 0),
                                ("quorum_den__gte", models.F("quorum_num")),
                                ("quorum_num__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="route_has_vote_rule",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CollectiveFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("RANK_IN_GROUP", "Thứ hạng trong cụm, khối thi đua"),
                            ("RANK_IN_CAMPAIGN", "Thứ hạng trong phong trào thi đua theo chuyên đề"),
                            ("LDTT_MEMBERS", "Số cá nhân đạt Lao động tiên tiến"),
                            ("COMPLETED_MEMBERS", "Số cá nhân hoàn thành nhiệm vụ trở lên"),
                            ("CSTDCS_MEMBERS", "Số cá nhân đạt Chiến sĩ thi đua cơ sở"),
                            ("DISCIPLINED_MEMBERS", "Số cá nhân bị kỷ luật từ cảnh cáo trở lên"),
                        ],
                        max_length=20,
                        verbose_name="nội dung",
                    ),
                ),
                (
                    "group_name",
                    models.CharField(blank=True, max_length=200, verbose_name="cụm, khối hoặc phong trào"),
                ),
                ("part", models.PositiveIntegerField(verbose_name="kết quả")),
                ("whole", models.PositiveIntegerField(verbose_name="trên tổng số")),
                ("source", models.CharField(max_length=200, verbose_name="văn bản")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="units.orgunit",
                        verbose_name="tập thể",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả của tập thể",
                "verbose_name_plural": "kết quả của tập thể",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "RANK_IN_GROUP",
                                    "RANK_IN_CAMPAIGN",
                                    "LDTT_MEMBERS",
                                    "COMPLETED_MEMBERS",
                                    "CSTDCS_MEMBERS",
                                    "DISCIPLINED_MEMBERS",
                                ],
                            )
                        ),
                        name="fact_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1945), ("year__lte", 2100)),
                        name="fact_year_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part__lte", models.F("whole")),
                            ("whole__gt", 0),
                            models.Q(
                                models.Q(("kind__in", ["RANK_IN_GROUP", "RANK_IN_CAMPAIGN"]), _negated=True),
                                models.Q(("part__gt", 0), models.Q(("group_name", ""), _negated=True)),
                                _connector="OR",
                            ),
                        ),
                        name="fact_part_of_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="fact_has_source"
                    ),
                    models.UniqueConstraint(fields=("unit", "year", "kind", "group_name"), name="fact_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("register", models.CharField(max_length=32, verbose_name="sổ")),
                ("row_id", models.BigIntegerField(verbose_name="dòng")),
                ("part", models.CharField(blank=True, max_length=40, verbose_name="phần")),
                ("name", models.CharField(max_length=400, verbose_name="quy định")),
                ("before", models.JSONField(default=dict, verbose_name="trước khi xác nhận")),
                ("after", models.JSONField(default=dict, verbose_name="khi xác nhận")),
                ("document_no", models.CharField(max_length=64, verbose_name="số, ký hiệu văn bản")),
                ("document_on", models.DateField(verbose_name="ngày văn bản")),
                (
                    "state",
                    models.CharField(
                        choices=[("DRAFTED", "Chờ trưởng phòng"), ("CONFIRMED", "Đã xác nhận")],
                        default="DRAFTED",
                        max_length=12,
                        verbose_name="tình trạng",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("drafted_at", models.DateTimeField(verbose_name="đề xuất lúc")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="xác nhận lúc")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xác nhận",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đề xuất",
                    ),
                ),
            ],
            options={
                "verbose_name": "xác nhận quy định",
                "verbose_name_plural": "xác nhận quy định",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "DRAFTED")),
                        fields=("register", "row_id", "part"),
                        name="one_draft_of_a_rule",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["DRAFTED", "CONFIRMED"])),
                        name="confirmation_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None), ("state", "DRAFTED")),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                ("state", "CONFIRMED"),
                            ),
                            _connector="OR",
                        ),
                        name="confirmation_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document_no", ""), _negated=True),
                        name="confirmation_has_document",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Discipline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            (
                                "UNDER_REVIEW",
                                "Đang bị xem xét kỷ luật, thanh tra, kiểm tra hoặc xác minh đơn thư",
                            ),
                            ("REPRIMAND", "Khiển trách"),
                            ("WARNING", "Cảnh cáo"),
                            ("DEMOTION", "Hạ bậc lương, giáng chức"),
                            ("DISMISSAL", "Cách chức"),
                            ("EXPULSION", "Buộc thôi việc"),
                        ],
                        max_length=16,
                        verbose_name="hình thức",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="từ ngày")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="hết từ ngày")),
                ("decision", models.CharField(max_length=200, verbose_name="văn bản")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disciplines",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disciplines",
                        to="units.orgunit",
                        verbose_name="tập thể",
                    ),
                ),
            ],
            options={
                "verbose_name": "kỷ luật",
                "verbose_name_plural": "kỷ luật",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("unit__isnull", True)),
                            models.Q(("person__isnull", True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="discipline_one_holder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "form__in",
                                [
                                    "UNDER_REVIEW",
                                    "REPRIMAND",
                                    "WARNING",
                                    "DEMOTION",
                                    "DISMISSAL",
                                    "EXPULSION",
                                ],
                            )
                        ),
                        name="discipline_form_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gt", models.F("from_on")), _connector="OR"
                        ),
                        name="discipline_period_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
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
                (
                    "recipient",
                    models.CharField(
                        choices=[
                            ("INDIVIDUAL", "Cá nhân"),
                            ("COLLECTIVE", "Tập thể"),
                            ("HOUSEHOLD", "Hộ gia đình"),
                        ],
                        max_length=16,
                        verbose_name="đối tượng",
                    ),
                ),
                (
                    "recipient_name",
                    models.CharField(
                        db_collation="tieng_viet", max_length=200, verbose_name="người, tập thể được khen"
                    ),
                ),
                ("folded", models.CharField(editable=False, max_length=500)),
                ("position", models.CharField(blank=True, max_length=160, verbose_name="chức vụ")),
                ("unit_name", models.CharField(max_length=200, verbose_name="tên đơn vị khi đó")),
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
                        verbose_name="nhóm đối tượng thống kê",
                    ),
                ),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("MALE", "Nam"), ("FEMALE", "Nữ")],
                        max_length=8,
                        verbose_name="giới tính",
                    ),
                ),
                ("is_remote", models.BooleanField(default=False, verbose_name="vùng sâu, vùng xa")),
                ("is_border", models.BooleanField(default=False, verbose_name="biên giới")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm thành tích")),
                ("merit", models.TextField(verbose_name="thành tích")),
                ("decision_no", models.CharField(max_length=60, verbose_name="số quyết định")),
                ("decision_on", models.DateField(verbose_name="ngày quyết định")),
                ("code", models.CharField(max_length=12, unique=True, verbose_name="mã xác minh")),
                ("register_year", models.PositiveSmallIntegerField(null=True, verbose_name="sổ vàng năm")),
                ("register_no", models.PositiveIntegerField(null=True, verbose_name="số vào sổ vàng")),
                (
                    "status",
                    models.CharField(
                        choices=[("GRANTED", "Đã khen thưởng"), ("REVOKED", "Đã thu hồi")],
                        default="GRANTED",
                        max_length=8,
                        verbose_name="tình trạng",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("DECISION", "Quyết định ban hành trên cổng"),
                            ("IMPORTED", "Nhập từ hồ sơ trước đây"),
                        ],
                        default="DECISION",
                        max_length=8,
                        verbose_name="nguồn",
                    ),
                ),
                ("granted_at", models.DateTimeField(verbose_name="ghi sổ lúc")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="thu hồi lúc")),
                ("revoked_reason", models.TextField(blank=True, verbose_name="lý do thu hồi")),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="awards.awardtype",
                        verbose_name="khen thưởng",
                    ),
                ),
                (
                    "collective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_grants",
                        to="units.orgunit",
                        verbose_name="tập thể",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
                (
                    "revoked_by",
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
                        related_name="grants",
                        to="units.orgunit",
                        verbose_name="đơn vị khi đó",
                    ),
                ),
            ],
            options={
                "verbose_name": "khen thưởng đã trao",
                "verbose_name_plural": "khen thưởng đã trao",
                "indexes": [
                    models.Index(fields=["-decision_on", "-id"], name="grant_latest"),
                    models.Index(fields=["award", "-decision_on", "-id"], name="grant_latest_of_award"),
                ],
                "constraints": [
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
                        name="grant_type_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recipient__in", ["INDIVIDUAL", "COLLECTIVE", "HOUSEHOLD"])),
                        name="grant_recipient_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", True), ("recipient", "INDIVIDUAL"), _connector="OR"
                        ),
                        name="grant_person_is_individual",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("collective__isnull", True), ("recipient", "COLLECTIVE"), _connector="OR"
                        ),
                        name="grant_unit_is_collective",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recipient_name", ""), _negated=True),
                            models.Q(("decision_no", ""), _negated=True),
                        ),
                        name="grant_has_name_and_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1945), ("year__lte", 2100)),
                        name="grant_year_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("register_no__gt", 0),
                                ("register_no__isnull", False),
                                ("register_year__isnull", False),
                                ("source", "DECISION"),
                            ),
                            models.Q(
                                ("register_no__isnull", True),
                                ("register_year__isnull", True),
                                ("source", "IMPORTED"),
                            ),
                            _connector="OR",
                        ),
                        name="grant_stands_in_the_book",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("revoked_at__isnull", True), ("revoked_reason", ""), ("status", "GRANTED")
                            ),
                            models.Q(
                                ("revoked_at__isnull", False),
                                ("status", "REVOKED"),
                                models.Q(("revoked_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="grant_revoked_together",
                    ),
                    models.UniqueConstraint(
                        fields=("register_year", "register_no"), name="grant_register_no_once"
                    ),
                    models.UniqueConstraint(
                        fields=("decision_no", "decision_on", "award", "person"), name="grant_of_person_once"
                    ),
                    models.UniqueConstraint(
                        fields=("decision_no", "decision_on", "award", "collective"),
                        name="grant_of_unit_once",
                    ),
                ],
            },
        ),
        words_index("awards_grant"),
    ]
