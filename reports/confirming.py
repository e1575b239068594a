"""What of this app waits for the province: the timetable of reports and the forms of papers."""

from awards.confirm.registry import Column, Register, add
from core.verdict import Problem
from reports.models import PaperForm, ReportSchedule
from reports.rules_period import LAST_CUT_DAY


def _cut_day_problems(values) -> list[Problem]:
    if values.get("cut_day", 1) <= LAST_CUT_DAY:
        return []
    return [Problem("cut_day", "cut_day", f"Ngày bắt đầu lấy số liệu: từ 1 đến {LAST_CUT_DAY}.")]


def _basis(row: PaperForm) -> str:
    return "; ".join(row.legal_basis) or "Nghị định số 30/2020/NĐ-CP"


add(
    Register(
        "lich-bao-cao",
        "Lịch báo cáo",
        ReportSchedule,
        "Báo cáo lập sau đó lấy số liệu và tính hạn theo ngày này; báo cáo đã lập giữ nguyên.",
        name=str,
        told=lambda row: f"lấy số liệu từ ngày {row.cut_day}, gửi sau khi chốt {row.due_days} ngày",
        columns=(
            Column("cut_day", "Ngày bắt đầu lấy số liệu trong tháng"),
            Column("due_days", "Hạn gửi, số ngày sau khi chốt", least=0),
        ),
        problems=_cut_day_problems,
        order=1,
    ),
    Register(
        "the-thuc",
        "Tên, ký hiệu, căn cứ của văn bản",
        PaperForm,
        "Văn bản lập sau đó dùng tên, ký hiệu và căn cứ này; văn bản đã ban hành giữ nguyên.",
        name=lambda row: f"{row.name}, áp dụng từ {row.valid_from:%d/%m/%Y}",
        told=lambda row: f"ký hiệu {row.symbol}",
        clause=_basis,
        order=1,
    ),
)
