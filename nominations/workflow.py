"""States and moves of a dossier (hồ sơ đề nghị khen thưởng). Later steps of the main job add rows here."""

from core.workflow import Move, State, Workflow

DRAFT, SUBMITTED, ACCEPTED = "DRAFT", "SUBMITTED", "ACCEPTED"

DOSSIER = Workflow(
    states=[
        State(DRAFT, "Đang soạn", "Đang soạn", "", "pencil"),
        State(SUBMITTED, "Chờ tiếp nhận", "Đã gửi", "info", "send"),
        State(ACCEPTED, "Đã tiếp nhận", "Đã tiếp nhận", "done", "check-circle"),
    ],
    moves=[
        Move("submit", (DRAFT,), SUBMITTED, "Gửi"),
        Move("accept", (SUBMITTED,), ACCEPTED, "Tiếp nhận"),
    ],
)
