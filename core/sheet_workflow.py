"""The way of a file from Excel: checked, decided on, written as a whole or not at all."""

from core.workflow import Move, State, Workflow

UPLOADED, CHECKING, CHECKED = "UPLOADED", "CHECKING", "CHECKED"
ACCEPTED, WRITING, DONE, FAILED = "ACCEPTED", "WRITING", "DONE", "FAILED"


def way_of_a_file(deed: str) -> Workflow:
    """Return states and moves; `deed` is what happens to the rows at the end, as "ghi vào sổ"."""
    states = [
        State(UPLOADED, "Chờ kiểm tra", "Chờ kiểm tra", "", "hourglass-split"),
        State(CHECKING, "Đang kiểm tra", "Đang kiểm tra", "info", "arrow-repeat"),
        State(CHECKED, "Chờ quyết định", "Chờ quyết định", "warn", "list-check"),
        State(ACCEPTED, f"Chờ {deed}", f"Chờ {deed}", "", "hourglass-split"),
        State(WRITING, f"Đang {deed}", f"Đang {deed}", "info", "arrow-repeat"),
        State(DONE, f"Đã {deed}", f"Đã {deed}", "done", "check-circle"),
        State(FAILED, "Không nhập được", "Không nhập được", "stop", "x-circle"),
    ]
    moves = [
        Move("check", (UPLOADED,), CHECKING, "Kiểm tra"),
        Move("finish_check", (CHECKING,), CHECKED, "Xong kiểm tra"),
        Move("fail", (CHECKING, WRITING), FAILED, "Không nhập được"),
        Move("accept", (CHECKED,), ACCEPTED, deed[0].upper() + deed[1:]),
        Move("write", (ACCEPTED,), WRITING, "Bắt đầu ghi"),
        Move("finish", (WRITING,), DONE, "Ghi xong"),
    ]
    return Workflow(states, moves)
