"""The way of a file from Excel into the registers: states and moves."""

from core.workflow import Move, State, Workflow

UPLOADED, CHECKING, CHECKED = "UPLOADED", "CHECKING", "CHECKED"
ACCEPTED, WRITING, DONE, FAILED = "ACCEPTED", "WRITING", "DONE", "FAILED"

_STATES = [
    State(UPLOADED, "Chờ kiểm tra", "Chờ kiểm tra", "", "hourglass-split"),
    State(CHECKING, "Đang kiểm tra", "Đang kiểm tra", "info", "arrow-repeat"),
    State(CHECKED, "Chờ quyết định", "Chờ quyết định", "warn", "list-check"),
    State(ACCEPTED, "Chờ ghi vào sổ", "Chờ ghi vào sổ", "", "hourglass-split"),
    State(WRITING, "Đang ghi vào sổ", "Đang ghi vào sổ", "info", "arrow-repeat"),
    State(DONE, "Đã ghi vào sổ", "Đã ghi vào sổ", "done", "check-circle"),
    State(FAILED, "Không nhập được", "Không nhập được", "stop", "x-circle"),
]
_MOVES = [
    Move("check", (UPLOADED,), CHECKING, "Kiểm tra"),
    Move("finish_check", (CHECKING,), CHECKED, "Xong kiểm tra"),
    Move("fail", (CHECKING, WRITING), FAILED, "Không nhập được"),
    Move("accept", (CHECKED,), ACCEPTED, "Ghi vào sổ"),
    Move("write", (ACCEPTED,), WRITING, "Bắt đầu ghi"),
    Move("finish", (WRITING,), DONE, "Ghi xong"),
]

IMPORT = Workflow(_STATES, _MOVES)
