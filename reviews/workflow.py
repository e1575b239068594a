"""States and moves of a session and of a poll."""

from core.workflow import Move, State, Workflow

DRAFT, CONVENED, IN_SESSION, CONCLUDED = "DRAFT", "CONVENED", "IN_SESSION", "CONCLUDED"
PREPARED, OPEN, CLOSED, COUNTED, SEALED = "PREPARED", "OPEN", "CLOSED", "COUNTED", "SEALED"
VOID = "VOID"

SESSION = Workflow(
    states=[
        State(DRAFT, "Đang chuẩn bị", "Đang chuẩn bị", "", "pencil"),
        State(CONVENED, "Đã triệu tập", "Đã triệu tập", "info", "send"),
        State(IN_SESSION, "Đang họp", "Đang họp", "info", "people"),
        State(CONCLUDED, "Đã kết thúc", "Đã kết thúc", "done", "check-circle"),
        State(VOID, "Đã hủy", "Đã hủy", "stop", "x-circle"),
    ],
    moves=[
        Move("convene", (DRAFT,), CONVENED, "Triệu tập phiên họp"),
        Move("open", (CONVENED,), IN_SESSION, "Khai mạc"),
        Move("conclude", (IN_SESSION,), CONCLUDED, "Kết thúc phiên họp"),
        Move("void", (DRAFT, CONVENED), VOID, "Hủy phiên họp", needs_reason=True),
    ],
)

POLL = Workflow(
    states=[
        State(PREPARED, "Chờ mở", "Chờ mở", "", "hourglass-split"),
        State(OPEN, "Đang bỏ phiếu", "Đang bỏ phiếu", "info", "envelope-open"),
        State(CLOSED, "Đã đóng, chờ kiểm phiếu", "Đã đóng", "info", "lock"),
        State(COUNTED, "Đã kiểm phiếu, chờ chốt", "Đã kiểm phiếu", "info", "clipboard-check"),
        State(SEALED, "Đã chốt kết quả", "Đã chốt kết quả", "done", "patch-check"),
        State(VOID, "Đã hủy kết quả", "Đã hủy kết quả", "stop", "x-circle"),
    ],
    moves=[
        Move("open", (PREPARED,), OPEN, "Mở bỏ phiếu"),
        Move("close", (OPEN,), CLOSED, "Đóng bỏ phiếu"),
        Move("count", (CLOSED,), COUNTED, "Kiểm phiếu"),
        Move("seal", (COUNTED,), SEALED, "Chốt kết quả"),
        Move("void", (OPEN, CLOSED, COUNTED, SEALED), VOID, "Hủy, bỏ phiếu lại", needs_reason=True),
        Move("drop", (PREPARED,), VOID, "Không bỏ phiếu trong phiên này", needs_reason=True),
    ],
)

#: Polls that still need somebody's deed before the session can end.
UNFINISHED = (PREPARED, OPEN, CLOSED, COUNTED)
