import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core.search import words_index


class Migration(migrations.Migration):
    replaces = [
        ("units", "0001_initial"),
        ("units", "0002_leader_class_succession_area"),
        ("units", "0003_direct_workers_to_class"),
        ("units", "0004_drop_is_direct_worker"),
        ("units", "0005_lists_by_name_and_word"),
        ("units", "0006_reorganisation_as_a_deed"),
        ("units", "0007_merge_of_people"),
        ("units", "0008_delegation"),
        ("units", "0008_identity_numbers"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrgUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=32, verbose_name="mã đơn vị")),
                ("symbol", models.CharField(blank=True, max_length=32, verbose_name="ký hiệu văn bản")),
                (
                    "name",
                    models.CharField(db_collation="tieng_viet", max_length=200, verbose_name="tên đơn vị"),
                ),
                ("body_name", models.CharField(max_length=200, verbose_name="tên cơ quan")),
                ("document_name", models.CharField(max_length=200, verbose_name="tên trên văn bản")),
                ("place_name", models.CharField(max_length=100, verbose_name="địa danh trên văn bản")),
                ("folded", models.CharField(db_index=True, editable=False, max_length=240)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("PROVINCE", "Tỉnh"),
                            ("DEPARTMENT", "Sở, ban, ngành"),
                            ("COMMUNE", "Xã"),
                            ("WARD", "Phường"),
                            ("OFFICE", "Phòng, đơn vị trực thuộc"),
                            ("PARTY", "Cơ quan Đảng"),
                            ("MASS_ORG", "Mặt trận Tổ quốc, đoàn thể"),
                            ("SCHOOL", "Trường học"),
                            ("ENTERPRISE", "Doanh nghiệp"),
                            ("OTHER", "Cơ quan, đơn vị khác"),
                            ("DISTRICT", "Huyện, thị xã, thành phố"),
                            ("TOWN", "Thị trấn"),
                        ],
                        max_length=16,
                        verbose_name="loại đơn vị",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("PROVINCE", "Cấp tỉnh"),
                            ("DISTRICT", "Cấp huyện"),
                            ("COMMUNE", "Cấp xã"),
                            ("INNER", "Trong đơn vị"),
                        ],
                        max_length=16,
                        verbose_name="cấp",
                    ),
                ),
                ("path", models.CharField(db_index=True, default="", editable=False, max_length=255)),
                ("phone", models.CharField(blank=True, max_length=32, verbose_name="điện thoại")),
                ("is_confirmed", models.BooleanField(default=False, verbose_name="đã được xác nhận")),
                ("valid_from", models.DateField(verbose_name="có hiệu lực từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="hết hiệu lực từ ngày")),
                (
                    "keeper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept",
                        to="units.orgunit",
                        verbose_name="đơn vị giữ hồ sơ",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="units.orgunit",
                        verbose_name="đơn vị cấp trên",
                    ),
                ),
                (
                    "standing_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_bodies",
                        to="units.orgunit",
                        verbose_name="là cơ quan thường trực của Hội đồng thuộc",
                    ),
                ),
            ],
            options={
                "verbose_name": "đơn vị",
                "verbose_name_plural": "đơn vị",
                "indexes": [models.Index(fields=["name", "id"], name="unit_by_name")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "kind", "valid_from"), name="unit_code_kind_from"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="unit_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "PROVINCE",
                                    "DEPARTMENT",
                                    "COMMUNE",
                                    "WARD",
                                    "OFFICE",
                                    "PARTY",
                                    "MASS_ORG",
                                    "SCHOOL",
                                    "ENTERPRISE",
                                    "OTHER",
                                    "DISTRICT",
                                    "TOWN",
                                ],
                            )
                        ),
                        name="unit_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["PROVINCE", "DISTRICT", "COMMUNE", "INNER"])),
                        name="unit_level_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrgSuccession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="kế thừa từ ngày")),
                (
                    "share",
                    models.DecimalField(
                        decimal_places=3, default=1, max_digits=4, verbose_name="phần kế thừa"
                    ),
                ),
                ("decree", models.CharField(max_length=200, verbose_name="văn bản")),
                ("confirmed", models.BooleanField(default=False, verbose_name="đã được xác nhận")),
                (
                    "new",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessions",
                        to="units.orgunit",
                        verbose_name="đơn vị kế thừa",
                    ),
                ),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="units.orgunit",
                        verbose_name="đơn vị trước sắp xếp",
                    ),
                ),
            ],
            options={
                "verbose_name": "kế thừa đơn vị",
                "verbose_name_plural": "kế thừa đơn vị",
                "constraints": [
                    models.UniqueConstraint(fields=("old", "new"), name="succession_once"),
                    models.CheckConstraint(
                        condition=models.Q(("old", models.F("new")), _negated=True), name="succession_of_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share__gt", 0), ("share__lte", 1)),
                        name="succession_share_in_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaFlag",
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
                            ("REMOTE", "Vùng sâu, vùng xa"),
                            ("BORDER", "Biên giới"),
                            ("ETHNIC_I", "Xã khu vực I vùng dân tộc thiểu số"),
                            ("ETHNIC_II", "Xã khu vực II vùng dân tộc thiểu số"),
                            ("ETHNIC_III", "Xã khu vực III vùng dân tộc thiểu số"),
                        ],
                        max_length=16,
                        verbose_name="loại địa bàn",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="thôi áp dụng từ ngày")),
                ("legal_basis", models.CharField(max_length=250, verbose_name="căn cứ pháp lý")),
                ("confirmed", models.BooleanField(default=False, verbose_name="đã được xác nhận")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="area_flags",
                        to="units.orgunit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "địa bàn của đơn vị",
                "verbose_name_plural": "địa bàn của đơn vị",
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "kind", "valid_from"), name="area_flag_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="area_flag_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["REMOTE", "BORDER", "ETHNIC_I", "ETHNIC_II", "ETHNIC_III"])
                        ),
                        name="area_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "full_name",
                    models.CharField(db_collation="tieng_viet", max_length=120, verbose_name="họ và tên"),
                ),
                ("folded", models.CharField(db_index=True, editable=False, max_length=120)),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="ngày sinh")),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("MALE", "Nam"), ("FEMALE", "Nữ")],
                        max_length=8,
                        verbose_name="giới tính",
                    ),
                ),
                ("position", models.CharField(blank=True, max_length=160, verbose_name="chức vụ")),
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
                ("created_at", models.DateTimeField(editable=False, verbose_name="thêm vào lúc")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "merged_into",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.person",
                        verbose_name="đã gộp vào",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="units.orgunit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "cá nhân",
                "verbose_name_plural": "cá nhân",
                "indexes": [
                    models.Index(fields=["full_name", "id"], name="person_by_name"),
                    models.Index(fields=["folded", "birth_date", "id"], name="person_by_namesakes"),
                    models.Index(
                        condition=models.Q(("merged_into__isnull", False)),
                        fields=["merged_into"],
                        name="person_merged",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("gender__in", ["", "MALE", "FEMALE"])), name="person_gender_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("full_name", ""), _negated=True), name="person_has_name"
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
                        name="person_leader_class_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="person_not_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="lý do xem")),
                ("read_at", models.DateTimeField(verbose_name="xem lúc")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="number_readings",
                        to="units.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần xem số căn cước",
                "verbose_name_plural": "lần xem số căn cước",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="number_reading_has_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("EDITOR", "Người phụ trách thi đua, khen thưởng"),
                            ("HEAD", "Thủ trưởng đơn vị"),
                            ("LEADER", "Lãnh đạo"),
                            ("CLERK_OFFICE", "Văn thư"),
                            ("CONSULTEE", "Cơ quan được lấy ý kiến"),
                            ("OFFICER", "Chuyên viên thẩm định"),
                            ("OFFICE_HEAD", "Trưởng phòng Thi đua, Khen thưởng"),
                            ("DIRECTOR", "Giám đốc cơ quan thường trực"),
                            ("AUDITOR", "Thanh tra"),
                            ("ADMIN", "Quản trị hệ thống"),
                        ],
                        max_length=16,
                        verbose_name="vai trò",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="giữ vai trò từ ngày")),
                (
                    "valid_to",
                    models.DateField(blank=True, null=True, verbose_name="thôi giữ vai trò từ ngày"),
                ),
                (
                    "document_no",
                    models.CharField(blank=True, max_length=64, verbose_name="số văn bản ủy quyền"),
                ),
                (
                    "document_on",
                    models.DateField(blank=True, null=True, verbose_name="ngày văn bản ủy quyền"),
                ),
                (
                    "delegated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="units.membership",
                        verbose_name="ủy quyền của",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="units.orgunit",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="units.person",
                        verbose_name="cá nhân",
                    ),
                ),
            ],
            options={
                "verbose_name": "vai trò trong đơn vị",
                "verbose_name_plural": "vai trò trong đơn vị",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "EDITOR",
                                    "HEAD",
                                    "LEADER",
                                    "CLERK_OFFICE",
                                    "CONSULTEE",
                                    "OFFICER",
                                    "OFFICE_HEAD",
                                    "DIRECTOR",
                                    "AUDITOR",
                                    "ADMIN",
                                ],
                            )
                        ),
                        name="membership_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="membership_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delegated_by__isnull", True),
                            models.Q(
                                ("document_on__isnull", False),
                                ("valid_to__isnull", False),
                                models.Q(("document_no", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="delegation_has_end_and_document",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("user", "unit", "role"),
                        name="membership_held_once",
                    ),
                ],
            },
        ),
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
                (
                    "judged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.person"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judged_different",
                        to="units.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "hai người khác nhau",
                "verbose_name_plural": "hai người khác nhau",
                "constraints": [
                    models.UniqueConstraint(fields=("second", "first"), name="different_people_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="different_people_in_order",
                    ),
                ],
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
                (
                    "gone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.person",
                        verbose_name="bị gộp",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="units.person",
                        verbose_name="giữ lại",
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lần gộp cá nhân",
                "verbose_name_plural": "lần gộp cá nhân",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("gone",),
                        name="person_merged_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("gone")), _negated=True), name="merge_of_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="merge_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at", None), ("undone_reason", "")),
                            models.Q(
                                ("undone_at__isnull", False), models.Q(("undone_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="merge_undone_together",
                    ),
                ],
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
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="units.personmerge",
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng đã chuyển khi gộp",
                "verbose_name_plural": "dòng đã chuyển khi gộp",
                "constraints": [
                    models.UniqueConstraint(fields=("merge", "model", "key", "field"), name="merged_row_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed", models.TextField(verbose_name="số đã mã hóa")),
                ("digest", models.CharField(db_index=True, max_length=64, verbose_name="dấu để so")),
                ("last_digits", models.CharField(max_length=3, verbose_name="ba số cuối")),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="number",
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
                "verbose_name": "số căn cước",
                "verbose_name_plural": "số căn cước",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_digits__regex", "^[0-9]{3}$"),
                            models.Q(("sealed", ""), _negated=True),
                            models.Q(("digest", ""), _negated=True),
                        ),
                        name="number_is_sealed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reorganisation",
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
                            ("MERGE", "Sáp nhập"),
                            ("SPLIT", "Chia tách"),
                            ("RENAME", "Đổi tên"),
                            ("MOVE", "Chuyển cấp trên"),
                            ("DISSOLVE", "Giải thể"),
                        ],
                        max_length=12,
                        verbose_name="việc sắp xếp",
                    ),
                ),
                ("decree", models.CharField(max_length=160, verbose_name="văn bản")),
                ("decree_on", models.DateField(verbose_name="ngày văn bản")),
                ("effective_on", models.DateField(verbose_name="có hiệu lực từ ngày")),
                ("subject", models.CharField(max_length=400, verbose_name="đơn vị")),
                ("plan", models.JSONField(verbose_name="phương án")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Đang chuẩn bị"),
                            ("SCHEDULED", "Chờ đến ngày"),
                            ("DONE", "Đã thực hiện"),
                            ("STUCK", "Chưa thực hiện được"),
                            ("CANCELLED", "Đã bỏ"),
                        ],
                        default="DRAFT",
                        max_length=12,
                        verbose_name="trạng thái",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(verbose_name="lập lúc")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="xác nhận lúc")),
                ("done_at", models.DateTimeField(null=True, verbose_name="thực hiện lúc")),
                ("trouble", models.TextField(blank=True, verbose_name="vì sao chưa thực hiện được")),
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
                    "units",
                    models.ManyToManyField(
                        related_name="reorganisations", to="units.orgunit", verbose_name="đơn vị liên quan"
                    ),
                ),
            ],
            options={
                "verbose_name": "sắp xếp đơn vị",
                "verbose_name_plural": "sắp xếp đơn vị",
                "indexes": [
                    models.Index(fields=["-created_at", "-id"], name="reorganisation_latest"),
                    models.Index(fields=["state", "effective_on"], name="reorganisation_due"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["MERGE", "SPLIT", "RENAME", "MOVE", "DISSOLVE"])),
                        name="reorganisation_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["DRAFT", "SCHEDULED", "DONE", "STUCK", "CANCELLED"])
                        ),
                        name="reorganisation_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decree_on__lte", models.F("effective_on"))),
                        name="reorganisation_decree_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", False), ("state", "DONE")),
                            models.Q(models.Q(("state", "DONE"), _negated=True), ("done_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="reorganisation_done_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["DRAFT", "CANCELLED"]),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reorganisation_confirmed_by_and_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "STUCK"), models.Q(("trouble", ""), _negated=True)),
                            models.Q(models.Q(("state", "STUCK"), _negated=True), ("trouble", "")),
                            _connector="OR",
                        ),
                        name="reorganisation_stuck_with_reason",
                    ),
                ],
            },
        ),
        words_index("units_person"),
        words_index("units_orgunit"),
    ]
