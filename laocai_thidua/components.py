"""What /thanh-phan/ shows: every component of the design system, with invented values and real templates.

For those who build the portal, in embedded mode. No database: plain values stand in for rows.
"""

import re
from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings

from campaigns.workflow import CAMPAIGN, PHASE, REVIEW, WINDOW
from core.paging import Page
from core.verdict import Problem, refused
from core.worklist import WorkItem
from nominations.queries.dossier import Cell, Grid, GridRow
from nominations.workflow import ACCEPTED, CLOSED, DOSSIER, NEEDS_JUDGEMENT, OUTCOME, QUALIFIED, RETURNED
from reports import charts, overview
from reports.models.paper import STATES as PAPER_STATES
from reports.models.periodic import REPORT_STATES
from reviews.workflow import POLL, SESSION
from reviews.workflow_decision import DECISION

TODAY = date(2026, 11, 23)
SHEET = settings.BASE_DIR / "static" / "css" / "portal.css"
_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_COLOUR = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});")
_USES = {
    "ink": "chữ",
    "ink-2": "chữ phụ",
    "paper": "thẻ, ô nhập",
    "ground": "nền trang",
    "ground-2": "đầu bảng, rãnh",
    "line": "đường mảnh",
    "edge": "viền ô nhập, nút",
    "deed": "việc chính, điều phải sửa",
    "deed-dark": "việc chính khi trỏ vào",
    "gold": "chỉ nơi có khen thưởng",
    "gold-ink": "chữ về khen thưởng",
    "info": "liên kết, đang làm",
    "done": "đã xong",
    "warn": "cần chú ý",
}


class _Sample(forms.Form):
    name = forms.CharField(label="Họ và tên")
    born = forms.CharField(label="Ngày sinh", help_text="Ngày/tháng/năm, ví dụ 05/02/1986")
    kind = forms.ChoiceField(
        label="Nhóm đối tượng", choices=[("", "Chọn nhóm"), ("A", "Người trực tiếp công tác")]
    )
    told = forms.BooleanField(label="Đã báo người được đề nghị", required=False)


class _Filters(forms.Form):
    unit = forms.CharField(label="Đơn vị", required=False)
    state = forms.ChoiceField(label="Trạng thái", choices=[("", "Mọi trạng thái")], required=False)


def colours() -> list[dict]:
    """Return the colours of the style sheet by name, with what each is for."""
    found = dict(_COLOUR.findall(SHEET.read_text(encoding="utf-8").partition("/* 2 ")[0]))
    return [{"name": name, "value": value, "use": _USES.get(name, "")} for name, value in found.items()]


def states() -> list[dict]:
    """Return the states of every workflow, by the name of what they are of."""
    tables = {
        "Phong trào": CAMPAIGN.states.values(),
        "Thời gian của phong trào": PHASE.states.values(),
        "Sơ kết, tổng kết": REVIEW.states.values(),
        "Nhận hồ sơ của đợt xét": WINDOW.states.values(),
        "Hồ sơ": DOSSIER.states.values(),
        "Kết quả của một đề nghị": OUTCOME.states.values(),
        "Phiên họp": SESSION.states.values(),
        "Lần bỏ phiếu": POLL.states.values(),
        "Quyết định": DECISION.states.values(),
        "Văn bản": PAPER_STATES.values(),
        "Báo cáo": REPORT_STATES.values(),
    }
    return [{"name": name, "states": list(found)} for name, found in tables.items()]


def samples() -> dict:
    """Return all that the page shows."""
    form = _Sample({"name": "Sần Thị Thương", "born": "05/02/2086"})
    form.add_error("born", "Ngày sinh phải trước ngày hôm nay. Kiểm tra lại năm sinh.")
    return {
        "today": TODAY,
        "colours": colours(),
        "workflows": states(),
        "steps": _steps(),
        "where": {
            "holder": "Chuyên viên Nguyễn Thu Hằng, Sở Nội vụ",
            "since": date(2026, 11, 16),
            "due": date(2026, 12, 4),
            "next_step": "trưởng phòng duyệt kết quả thẩm định",
        },
        "entries": [
            (_at(16, 9, 12), "Nguyễn Thu Hằng, Sở Nội vụ, tiếp nhận; phiếu số 07"),
            (_at(12, 15, 40), "Tráng A Lử duyệt và gửi hồ sơ"),
            (_at(11, 10, 5), "Chảo Thị Hương trình thủ trưởng duyệt"),
        ],
        "problems": [
            Problem("no_birth_date", "", "Người thứ 2, Phu Suy Thó: Ghi ngày sinh, dạng ngày/tháng/năm."),
            Problem("no_merit", "", "Người thứ 3: Chưa có câu ghi thành tích để in.", blocking=False),
        ],
        "verdict": refused("Hồ sơ do thủ trưởng đơn vị duyệt và gửi. Trình thủ trưởng duyệt."),
        "form": form,
        "filters": _Filters(),
        "items": _items(),
        "page": Page([], "sau", "truoc", 34, "34 hồ sơ"),
        "rows": _rows(),
        "grid": _grid(),
        "dossier": SimpleNamespace(accepted_at=_at(16, 9, 12)),
        "may": SimpleNamespace(edit=None, answer=None),
        "officer": SimpleNamespace(
            user=SimpleNamespace(full_name="Nguyễn Thu Hằng", phone="0214 3800 124"),
            get_role_display="Chuyên viên thẩm định",
            unit="Sở Nội vụ",
        ),
        "job": SimpleNamespace(
            pk=0, status="RUNNING", progress=38, total=60, note="", created_at=_at(23, 10, 40), attempts=1
        ),
        "percent": 63,
        **_drawn(),
    }


def _at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=_ZONE)


def _steps() -> list[dict]:
    past = [("Soạn", 9), ("Gửi", 12), ("Tiếp nhận", 16)]
    done = [{"label": label, "when": date(2026, 11, day), "state": "past"} for label, day in past]
    ahead = [{"label": label, "when": None, "state": "next"} for label in ("Duyệt", "Hội đồng", "Quyết định")]
    return [*done, {"label": "Thẩm định", "when": date(2026, 11, 16), "state": "now"}, *ahead]


def _items() -> list[WorkItem]:
    return [
        WorkItem(
            "Bổ sung, gửi lại hồ sơ Tổng kết năm 2026",
            "#viec",
            "HS-2026-0417 · thiếu minh chứng của 1 người",
            "arrow-counterclockwise",
            DOSSIER.state(RETURNED),
            date(2026, 11, 26),
        ),
        WorkItem(
            "Thẩm định hồ sơ của UBND xã Y Tý",
            "#viec",
            "HS-2026-0421 · đã kết luận 4/9",
            "clipboard-check",
            DOSSIER.state(ACCEPTED),
            date(2027, 1, 4),
        ),
    ]


def _rows() -> list[dict]:
    named = (
        ("UBND xã Y Tý", 9, ACCEPTED),
        ("UBND xã Bát Xát", 12, RETURNED),
        ("UBND phường Sa Pa", 7, CLOSED),
    )
    return [
        {"unit": unit, "code": f"HS-2026-04{17 + place}", "people": people, "state": DOSSIER.state(state)}
        for place, (unit, people, state) in enumerate(named)
    ]


def _grid() -> Grid:
    columns = [
        ("Xếp loại", "NĐ 152, điều 5"),
        ("Sáng kiến", "NĐ 152, điều 6"),
        ("Thời gian", "Luật, điều 22"),
    ]
    asked = SimpleNamespace(
        due_on=date(2026, 11, 26),
        reason="Bổ sung quyết định công nhận sáng kiến năm 2025.",
        asked_by="Nguyễn Thu Hằng",
        asked_at=_at(19, 8, 30),
    )
    people = [
        ("Chu Che Xá", "Trưởng thôn Mò Phú Chải", ("MET", "MET", "NA"), QUALIFIED, None),
        ("Phu Suy Thó", "Trưởng thôn Lao Chải 1", ("MET", "MISSING", "MET"), "PROPOSED", asked),
        ("Sần Thị Thương", "Công chức Văn hóa - Xã hội", ("MET", "UNKNOWN", "MET"), NEEDS_JUDGEMENT, None),
    ]
    words = {"MET": "Đạt", "MISSING": "Thiếu", "UNKNOWN": "Chưa rõ", "NA": ""}
    rows = []
    for order, (name, position, found, outcome, supplement) in enumerate(people, 1):
        nominee = SimpleNamespace(
            pk=0,
            order=order,
            full_name=name,
            position=position,
            award="Bằng khen",
            is_collective=False,
            outcome_state=OUTCOME.state(outcome),
        )
        cells = [
            Cell(status, words[status], label) for status, (label, _) in zip(found, columns, strict=True)
        ]
        met, asked_for = found.count("MET"), len(found) - found.count("NA")
        rows.append(GridRow(nominee, cells, met, asked_for, supplement))
    return Grid(columns, rows)


def _drawn() -> dict:
    communes = [
        {"code": code, "name": place["short"], "sent": (7 * number) % 26}
        for number, (code, place) in enumerate(overview.tile_places().items())
    ]
    parts = [("Thường xuyên", (412, 96, 3)), ("Chuyên đề", (120, 44, 8)), ("Đột xuất", (31, 5, 0))]
    shares = [("2023", 41, 100), ("2024", 46, 100), ("2025", 52, 100), ("2026", 58, 100)]
    now, was = ("2026", (12, 18, 40, 33, 27)), ("2025", (9, 14, 36, 38, 30, 22, 19))
    return {
        "drawn": [
            charts.stacked("Khen thưởng theo loại hình", ("Cá nhân", "Tập thể", "Hộ gia đình"), parts),
            charts.share_line("Tỷ lệ lao động trực tiếp", shares),
            charts.two_lines("Hồ sơ đã gửi theo tháng", overview.MONTHS[:7], now, was),
        ],
        "share_bar": charts.share_bar("Lao động trực tiếp", 58, 52),
        "tile_map": overview.tile_map(communes, lambda row: "#ban-do"),
        "tile_steps": overview.steps(communes),
    }
