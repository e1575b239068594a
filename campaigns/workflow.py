"""The stages of a campaign, and what a round's window looks like at a moment."""

from core.workflow import Move, State, Workflow

DRAFT = "DRAFT"
LAUNCHED = "LAUNCHED"
INTERIM_REVIEWED = "INTERIM_REVIEWED"
FINAL_REVIEWED = "FINAL_REVIEWED"
ARCHIVED = "ARCHIVED"

CAMPAIGN = Workflow(
    states=[
        State(DRAFT, "Đang xây dựng", "Đang xây dựng", "", "pencil"),
        State(LAUNCHED, "Đã phát động", "Đã phát động", "info", "flag"),
        State(INTERIM_REVIEWED, "Đã sơ kết", "Đã sơ kết", "info", "clipboard-check"),
        State(FINAL_REVIEWED, "Đã tổng kết", "Đã tổng kết", "done", "check-circle"),
        State(ARCHIVED, "Đã lưu trữ", "Đã kết thúc", "", "archive"),
    ],
    moves=[
        Move("launch", (DRAFT,), LAUNCHED, "Phát động"),
        Move("review_interim", (LAUNCHED, INTERIM_REVIEWED), INTERIM_REVIEWED, "Ghi sơ kết"),
        Move("review_finally", (LAUNCHED, INTERIM_REVIEWED), FINAL_REVIEWED, "Ghi tổng kết"),
        Move("archive", (FINAL_REVIEWED,), ARCHIVED, "Lưu trữ"),
    ],
)

UPCOMING = "UPCOMING"
OPEN = "OPEN"
CLOSED = "CLOSED"

#: Computed from the window when asked, never stored.
WINDOW = Workflow(
    states=[
        State(UPCOMING, "Chưa mở", "Chưa mở", "", "calendar"),
        State(OPEN, "Đang nhận hồ sơ", "Đang nhận hồ sơ", "info", "inbox"),
        State(CLOSED, "Đã hết hạn nhận", "Đã hết hạn nhận", "", "lock"),
    ],
    moves=[],
)
