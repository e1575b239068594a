"""The registers of this app and of `units` whose rows the province has to confirm."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import capfirst

from awards import rules_data
from awards.confirm.registry import DECIMAL, NUMBER, TEXT, Column, Item, Register, add
from awards.models import AwardRoute, AwardStandard, AwardType, BaseSalary, RuleSet
from awards.rules_confirm import Field
from core.verdict import Problem
from units.models import AreaFlag, OrgSuccession, OrgUnit

_LABEL = 300


@dataclass(frozen=True)
class RequirementRegister(Register):
    """The requirements inside the standards: each is an item of its own, known by its code."""

    def rows(self):
        """The standards of which a requirement waits; there are some hundred, so they are read whole."""
        known = self.model._default_manager.values_list("pk", "requirements")
        waiting = [pk for pk, all_of in known if not all(one["confirmed"] for one in all_of)]
        return self.model._default_manager.filter(pk__in=waiting).select_related(*self.related)

    def count(self) -> int:
        """How many requirements wait."""
        known = self.model._default_manager.values_list("requirements", flat=True)
        return sum(not one["confirmed"] for all_of in known for one in all_of)

    def items(self, row: AwardStandard) -> list[Item]:
        """Every requirement of this standard that waits."""
        return [
            Item(
                register=self,
                pk=row.pk,
                part=one["code"],
                name=f"{row}: {one['label']}",
                told=f"{row.rule_set}. {capfirst(rules_data.in_words(one))}",
                clause=one["clause"],
                fields=_fields(one),
                award_id=row.award_id,
            )
            for one in row.requirements
            if not one["confirmed"]
        ]

    def write(self, row: AwardStandard, part: str, values: Mapping) -> None:
        """Confirm one requirement; with its last one the whole standard counts as confirmed."""
        row.requirements = [
            rules_data.corrected(one, values) | {"confirmed": True} if one["code"] == part else one
            for one in row.requirements
        ]
        row.confirmed = row.confirmed or all(one["confirmed"] for one in row.requirements)
        row.save(update_fields=["requirements", "confirmed"])


def _fields(requirement: dict) -> list[Field]:
    return [
        Field(name, label, TEXT if type(value) is str else NUMBER, value, least, _LABEL)
        for name, label, value, least in rules_data.changeable(requirement)
    ]


def _vote_problems(values: Mapping) -> list[Problem]:
    pairs = (("num", "den", "Tỷ lệ đồng ý"), ("quorum_num", "quorum_den", "Tỷ lệ dự họp"))
    return [
        Problem("over_one", num, f"{words}: tử số không được lớn hơn mẫu số.")
        for num, den, words in pairs
        if num in values and values[num] > values[den]
    ]


def _share_problems(values: Mapping) -> list[Problem]:
    if 0 < float(values["share"]) <= 1:
        return []
    return [Problem("share", "share", "Phần kế thừa là số lớn hơn 0, không quá 1.")]


def _own_id(row: AwardType) -> int:
    return row.pk


def _award_id(row) -> int:
    return row.award_id


add(
    RequirementRegister(
        "dieu-kien",
        "Điều kiện của tiêu chuẩn",
        AwardStandard,
        "Sau khi xác nhận, thiếu điều kiện này thì hồ sơ không gửi được; trước đó cổng chỉ nhắc.",
        name=str,
        related=("award", "rule_set"),
    ),
    Register(
        "loi-tieu-chuan",
        "Lời văn tiêu chuẩn",
        AwardType,
        "Lời văn trong danh mục khen thưởng đổi theo.",
        name=lambda row: f"{row.name}, áp dụng từ {row.valid_from:%d/%m/%Y}",
        told=lambda row: row.standard_text,
        columns=(Column("standard_text", "Lời văn", TEXT),),
        flag="is_standard_confirmed",
        award_id=_own_id,
    ),
    Register(
        "he-so",
        "Hệ số tiền thưởng",
        AwardType,
        "Tiền thưởng của dự thảo quyết định tính lại khi trình; quyết định đã ký giữ nguyên.",
        name=lambda row: f"{row.name}, áp dụng từ {row.valid_from:%d/%m/%Y}",
        told=lambda row: "; ".join(
            f"{label} {value.normalize():f}".replace(".", ",")
            for label, value in (
                ("cá nhân", row.coefficient_individual),
                ("tập thể", row.coefficient_collective),
                ("hộ gia đình", row.coefficient_household),
            )
            if value is not None
        ),
        columns=(
            Column("coefficient_individual", "Cá nhân", DECIMAL),
            Column("coefficient_collective", "Tập thể", DECIMAL),
            Column("coefficient_household", "Hộ gia đình", DECIMAL),
        ),
        flag="is_coefficient_confirmed",
        award_id=_own_id,
    ),
    Register(
        "tuyen-xet",
        "Tuyến xét, tỷ lệ phiếu",
        AwardRoute,
        "Phiên họp triệu tập sau đó dùng tỷ lệ này; phiên đã triệu tập giữ tỷ lệ cũ.",
        name=lambda row: f"{row.award} - {row.get_commendation_type_display()}",
        told=lambda row: f"{row.get_route_display()}{': ' if row.vote_text else ''}{row.vote_text}",
        columns=(
            Column("num", "Đồng ý, tử số"),
            Column("den", "Đồng ý, mẫu số"),
            Column("quorum_num", "Dự họp, tử số"),
            Column("quorum_den", "Dự họp, mẫu số"),
        ),
        related=("award",),
        award_id=_award_id,
        problems=_vote_problems,
    ),
    Register(
        "luong-co-so",
        "Lương cơ sở",
        BaseSalary,
        "Tiền thưởng của mọi quyết định ký trong thời gian áp dụng tính theo mức này.",
        name=lambda row: f"Lương cơ sở từ {row.valid_from:%d/%m/%Y}",
        told=lambda row: f"{row}, tiền thưởng làm tròn lên {row.rounding:,} đồng".replace(",", "."),
        columns=(Column("amount", "Mức (đồng)"), Column("rounding", "Làm tròn lên (đồng)")),
    ),
    Register(
        "bo-quy-tac",
        "Bộ quy tắc",
        RuleSet,
        "Hồ sơ tiếp nhận trong thời gian áp dụng được xét theo bộ quy tắc này.",
        name=lambda row: row.name,
        told=lambda row: f"áp dụng từ {row.valid_from:%d/%m/%Y}",
    ),
    Register(
        "dia-ban",
        "Địa bàn của đơn vị",
        AreaFlag,
        "Số liệu khen thưởng theo địa bàn trong báo cáo tính theo dòng này.",
        name=lambda row: row.unit.name,
        told=lambda row: f"{row.get_kind_display()}, từ {row.valid_from:%d/%m/%Y}",
        related=("unit",),
    ),
    Register(
        "ke-thua",
        "Kế thừa sau sắp xếp",
        OrgSuccession,
        "Thành tích của đơn vị cũ được tính cho đơn vị mới theo dòng này.",
        name=lambda row: f"{row.old.name} ({row.old.code}) → {row.new.name}",
        told=lambda row: f"từ {row.on:%d/%m/%Y}, phần kế thừa {row.share.normalize():f}".replace(".", ","),
        clause=lambda row: row.decree,
        columns=(Column("share", "Phần kế thừa", DECIMAL),),
        related=("old", "new"),
        problems=_share_problems,
    ),
    Register(
        "don-vi",
        "Tên đơn vị",
        OrgUnit,
        "Văn bản ghi tên đơn vị như ở đây.",
        name=lambda row: f"{row.name} ({row.code})",
        told=lambda row: f"{row.body_name}; trên văn bản: {row.document_name}",
        clause=lambda row: f"có hiệu lực từ {row.valid_from:%d/%m/%Y}",
        flag="is_confirmed",
    ),
)
