"""The way of a reorganisation: prepared, then carried out at once or on its day."""

from core.workflow import Move, State, Workflow

DRAFT, SCHEDULED, DONE = "DRAFT", "SCHEDULED", "DONE"
STUCK, CANCELLED = "STUCK", "CANCELLED"

REORGANISATION = Workflow(
    states=[
        State(DRAFT, "Đang chuẩn bị", "Đang chuẩn bị", "", "pencil"),
        State(SCHEDULED, "Chờ đến ngày", "Chờ đến ngày", "info", "calendar-check"),
        State(DONE, "Đã thực hiện", "Đã thực hiện", "done", "check-circle"),
        State(STUCK, "Chưa thực hiện được", "Chưa thực hiện được", "stop", "x-circle"),
        State(CANCELLED, "Đã bỏ", "Đã bỏ", "", "x-square"),
    ],
    moves=[
        Move("schedule", (DRAFT, STUCK), SCHEDULED, "Xác nhận, chờ đến ngày"),
        Move("carry_out", (DRAFT, SCHEDULED, STUCK), DONE, "Thực hiện"),
        Move("fail", (SCHEDULED,), STUCK, "Không thực hiện được"),
        Move("cancel", (DRAFT, SCHEDULED, STUCK), CANCELLED, "Bỏ"),
    ],
)
