"""Roles that belong to a unit, with the words an administrator reads about each."""

from django.db import models


class Role(models.TextChoices):
    """What a person does for a unit; council functions live with the councils."""

    EDITOR = "EDITOR", "Người phụ trách thi đua, khen thưởng"
    HEAD = "HEAD", "Thủ trưởng đơn vị"
    LEADER = "LEADER", "Lãnh đạo"
    CLERK_OFFICE = "CLERK_OFFICE", "Văn thư"
    CONSULTEE = "CONSULTEE", "Cơ quan được lấy ý kiến"
    OFFICER = "OFFICER", "Chuyên viên thẩm định"
    OFFICE_HEAD = "OFFICE_HEAD", "Trưởng phòng Thi đua, Khen thưởng"
    DIRECTOR = "DIRECTOR", "Giám đốc cơ quan thường trực"
    AUDITOR = "AUDITOR", "Thanh tra"
    ADMIN = "ADMIN", "Quản trị hệ thống"

    @property
    def description(self):
        """One Vietnamese sentence: what the role may do and what it may not."""
        return _DESCRIPTIONS[self]


_DESCRIPTIONS = {
    Role.EDITOR: "Soạn và theo dõi hồ sơ đề nghị khen thưởng của đơn vị mình và các đơn vị trực thuộc.",
    Role.HEAD: "Duyệt, gửi hồ sơ của đơn vị và chịu trách nhiệm về hồ sơ; cấp lại lối vào cho đơn vị.",
    Role.LEADER: "Xem mọi việc của tỉnh hoặc của xã, phường mình và ký quyết định; không xem phiếu bầu.",
    Role.CLERK_OFFICE: "Ghi số, ngày và tải bản đã ký của văn bản; không xem nội dung khác.",
    Role.CONSULTEE: "Trả lời khi được lấy ý kiến; chỉ thấy nội dung được hỏi.",
    Role.OFFICER: "Tiếp nhận, thẩm định, yêu cầu bổ sung hồ sơ và soạn các văn bản trình.",
    Role.OFFICE_HEAD: "Duyệt kết quả thẩm định, phân công chuyên viên, duyệt quy định và gia hạn đợt xét.",
    Role.DIRECTOR: "Trình Chủ tịch Ủy ban nhân dân; xem toàn bộ hồ sơ thuộc cơ quan thường trực.",
    Role.AUDITOR: "Xem nhật ký và chạy kiểm tra toàn vẹn; không sửa dữ liệu.",
    Role.ADMIN: "Quản lý tài khoản, đơn vị và vai trò; không xem hồ sơ, cá nhân hay phiếu bầu.",
}

#: Roles of the body that receives and appraises dossiers (cơ quan thường trực).
STANDING_BODY_ROLES = frozenset({Role.OFFICER, Role.OFFICE_HEAD, Role.DIRECTOR})

#: Roles that read their own unit and everything below it.
UNIT_ROLES = frozenset({Role.EDITOR, Role.HEAD, Role.LEADER})

#: Roles that the head of a unit gives by himself, in his unit and below; heads only below it.
GIVEN_BY_HEAD = frozenset({Role.EDITOR, Role.CLERK_OFFICE, Role.CONSULTEE})

#: Roles that may be lent to a deputy for a time.
DELEGABLE = frozenset({Role.HEAD, Role.LEADER, Role.OFFICE_HEAD, Role.DIRECTOR})
